package cmdline

import (
	"reflect"
	"slices"
	"strings"
	"testing"
)

func TestForms(t *testing.T) {
	want := Line{Env: []string{"LC_ALL=C", "HOME=/a b"}, Program: "/bin/q", Args: []string{"-S", "-append", "a 'b'\\\nc"}}
	for name, text := range map[string]string{
		"JSON":  ` ["LC_ALL=C","HOME=/a b","/bin/q","-S","-append","a 'b'\\\nc"]` + "\n",
		"NUL":   "LC_ALL=C\x00HOME=/a b\x00/bin/q\x00-S\x00-append\x00a 'b'\\\nc\x00",
		"shell": "LC_ALL=C HOME='/a b' \\\n/bin/q -S \\\n  -app\\\nend 'a '\\''b'\\''\\\nc'\n",
		"env":   "env LC_ALL=C HOME=\"/a \\\nb\" /bin/q -S -append a\\ \\'b\\''\\\nc'",
		"log": "2026-01-01 00:00:00.000+0000: starting up libvirt version: 11.3.0, qemu version: 9.2.0\n/old -x\n2026: shutting down\n" +
			"2026-01-02 00:00:00.000+0000: starting up libvirt version: 11.3.0, qemu version: 9.2.0\n" +
			"LC_ALL=C \\\nHOME='/a b' \\\n/bin/q \\\n-S \\\n-append 'a '\\''b'\\''\\\nc'\nchar device redirected to /dev/pts/1\n",
	} {
		got, err := Read([]byte(text))
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %q (%v), want %q", name, got, err, want)
		}
	}
}

func TestUnreadable(t *testing.T) {
	for _, text := range []string{"", "  \n", "[1]", "[", "a 'b", "LC_ALL=C", "[]"} {
		if got, err := Read([]byte(text)); err == nil {
			t.Errorf("%q reads as %q", text, got)
		}
	}
}

// meaning is the options of a line in words, spelt in one way.
func meaning(line string) string {
	l, err := Read([]byte("qemu " + line))
	if err != nil {
		return err.Error()
	}
	var b strings.Builder
	for _, o := range Options(l.Args) {
		b.WriteString("-" + o.Flag)
		for _, p := range o.Props {
			b.WriteString(" " + p.Key + "=" + p.Value)
		}
		b.WriteString("; ")
	}
	return b.String()
}

func TestSameMeaning(t *testing.T) {
	for _, c := range [][]string{
		{`-device '{"driver":"x","a":1}'`, "-device x,a=1", "--device driver=x,a=1", "-device a=0x1,driver=x"},
		{"-M pc", "-machine pc", "-machine type=pc"},
		{"-enable-kvm", "-accel kvm", "-accel accel=kvm"},
		{"-machine pc,usb=off", "-machine pc,usb=no", "-machine usb=false,type=pc"},
		{`-blockdev '{"driver":"qcow2","file":{"driver":"file","filename":"/a,b"},"l":[1,2]}'`, "-blockdev qcow2,file.driver=file,file.filename=/a,,b,l.0=1,l.1=2"},
		{"-device x,use_intel_id=on", "-device x,use-intel-id", `-device '{"driver":"x","use-intel-id":true}'`},
		{"-chardev socket,id=a,server,nowait", "-chardev socket,id=a,server=on,wait=off"},
		{"-netdev tap,fd=3,vhostfd=4", `-netdev '{"type":"tap","fd":"27","vhostfd":"9"}'`},
		{"-netdev tap,fds=3:4", "-netdev tap,fds=13:14"},
		{"-object secret,id=a,data=xyz,iv=1", "-object secret,id=a,data=abc,iv=2"},
		{"-name guest=a", "-name a"},
		{"-m 512", "-m size=512"},
		{`-device '{"driver":"x","file":null}'`, `-device '{"file":null,"driver":"x"}'`},
		{`-set json:{"a":18446744073709551615}`, `-set json:{"a":18446744073709551615}`},
	} {
		for _, other := range c[1:] {
			if meaning(c[0]) != meaning(other) {
				t.Errorf("%s is %s, but %s is %s", c[0], meaning(c[0]), other, meaning(other))
			}
		}
	}
}

func TestOtherMeaning(t *testing.T) {
	for _, c := range [][2]string{
		{"-m 512", "-m 513"},
		{"-append a,b", "-append a,,b"},
		{"-append quiet", "-kernel quiet"},
		{"-device x,id=a", "-device x,id=b"},
		{"-device x,a_b=1", "-device x,a_b=2"},
		{"-netdev tap,fd=name", "-netdev tap,fd=3"},
		{"-S -append a", "-append a"},
		{`-device '{"driver":"x"'`, "-device x"},
		{`-device '{"driver":"x"} y'`, "-device x"},
		{"-vga std", "-vga none"},
	} {
		if meaning(c[0]) == meaning(c[1]) {
			t.Errorf("%s and %s are taken for the same: %s", c[0], c[1], meaning(c[0]))
		}
	}
}

func TestPlaces(t *testing.T) {
	var places []int
	for _, o := range Options([]string{"-S", "-m", "1", "word", "-", "-daemonize", "-name", "a", "-smp"}) {
		places = append(places, o.At, o.Words)
	}
	if want := []int{0, 1, 1, 2, 3, 1, 4, 1, 5, 1, 6, 2, 8, 1}; !slices.Equal(places, want) {
		t.Errorf("got %v, want %v", places, want)
	}
}

// FuzzRead holds that nothing that is no command line breaks the reader.
func FuzzRead(f *testing.F) {
	for _, s := range []string{`["a","-device","{\"driver\":[{}]}"]`, "a\x00-device\x00x,,=\x00", "a -b 'c\\\n' \\", "[[", "\\", "{"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		l, err := Read(data)
		if err != nil {
			return
		}
		words := 0
		for _, o := range Options(l.Args) {
			words += o.Words
		}
		if words != len(l.Args) {
			t.Errorf("%d words of %d are in options", words, len(l.Args))
		}
	})
}
