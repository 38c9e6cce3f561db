package image

import (
	"bytes"
	"encoding/binary"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// qcow2 is an image with the given version, backing file and extensions, each a
// type and its data.
func qcow2(version uint32, backing string, extensions ...any) []byte {
	var b bytes.Buffer
	put := func(v any) { _ = binary.Write(&b, binary.BigEndian, v) } // a buffer takes all
	put([]byte("QFI\xfb"))
	put(version)
	put(uint64(0))
	put(uint32(len(backing)))
	size := 72
	if version == 3 {
		size = 104
	}
	b.Write(make([]byte, size-b.Len()))
	for i := 0; i < len(extensions); i += 2 {
		data := extensions[i+1].(string)
		put(uint32(extensions[i].(int)))
		put(uint32(len(data)))
		b.WriteString(data + strings.Repeat("\x00", (8-len(data)%8)%8))
	}
	put(uint64(0))
	if version == 3 {
		binary.BigEndian.PutUint32(b.Bytes()[100:], uint32(size))
	}
	if backing != "" {
		binary.BigEndian.PutUint64(b.Bytes()[8:], uint64(b.Len()))
		b.WriteString(backing)
	}
	return append(b.Bytes(), make([]byte, 512)...)
}

// qed is an image with the given features and backing file.
func qed(features byte, backing string) []byte {
	b := make([]byte, 512)
	copy(b, "QED\x00")
	b[16] = features
	binary.LittleEndian.PutUint32(b[56:], 128)
	binary.LittleEndian.PutUint32(b[60:], uint32(len(backing)))
	copy(b[128:], backing)
	return b
}

// sparse is a VMDK whose text is in its second sector.
func sparse(text string) []byte {
	b := make([]byte, 1024)
	copy(b, "KDMV")
	b[28], b[36] = 1, 1
	copy(b[512:], text)
	return b
}

const description = "# Disk DescriptorFile\r\nversion=1\r\nparentFileNameHint=\"/srv/base.vmdk\"\r\n# Extent description\r\n" +
	"RW 2048 SPARSE \"disk-s001.vmdk\"\r\nRW 2048 FLAT \"disk flat.vmdk\" 0\r\nRW 12 ZERO\r\nddb.adapterType = \"ide\"\r\n"

func TestRead(t *testing.T) {
	vdi := append(make([]byte, 64), "\x7f\x10\xda\xbe"...)
	for name, c := range map[string]struct {
		data []byte
		want Info
	}{
		"empty":                 {nil, Info{Format: "raw"}},
		"raw":                   {[]byte("QFI, but not quite"), Info{Format: "raw"}},
		"qcow2 of version 3":    {qcow2(3, ""), Info{Format: "qcow2"}},
		"overlay":               {qcow2(3, "base.img", qcow2BackingFormat, "raw"), Info{Format: "qcow2", Backing: "base.img", BackingFormat: "raw"}},
		"overlay of version 2":  {qcow2(2, "/srv/b", 0x6803f857, "features", qcow2BackingFormat, "qcow2"), Info{Format: "qcow2", Backing: "/srv/b", BackingFormat: "qcow2"}},
		"data beside the image": {qcow2(3, "", qcow2DataFile, "data.raw"), Info{Format: "qcow2", Parts: []string{"data.raw"}}},
		"qed":                   {qed(0, "not it"), Info{Format: "qed"}},
		"qed overlay":           {qed(5, "base"), Info{Format: "qed", Backing: "base", BackingFormat: "raw"}},
		"vdi":                   {vdi, Info{Format: "vdi"}},
		"vhdx":                  {[]byte("vhdxfile..."), Info{Format: "vhdx"}},
		"luks":                  {[]byte("LUKS\xba\xbe\x00\x01"), Info{Format: "luks"}},
		"vmdk text":             {[]byte(description), Info{Format: "vmdk", Backing: "/srv/base.vmdk", BackingFormat: "vmdk", Parts: []string{"disk-s001.vmdk", "disk flat.vmdk"}}},
		"sparse vmdk":           {sparse(description), Info{Format: "vmdk", Backing: "/srv/base.vmdk", BackingFormat: "vmdk"}},
	} {
		got, err := Read(bytes.NewReader(c.data))
		if err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: got %+v (%v), want %+v", name, got, err, c.want)
		}
	}
}

// TestBroken holds that a broken header gives an error, and the format.
func TestBroken(t *testing.T) {
	long := qcow2(3, strings.Repeat("x", 2000))
	far := qcow2(3, "base")
	binary.BigEndian.PutUint64(far[8:], 1<<63)
	beyond := qcow2(3, "base")
	binary.BigEndian.PutUint64(beyond[8:], 1<<40)
	extension := qcow2(3, "", qcow2BackingFormat, "raw")
	binary.BigEndian.PutUint32(extension[108:], 1<<31)
	text := sparse("")
	binary.LittleEndian.PutUint64(text[36:], 1<<50)
	for name, data := range map[string][]byte{
		"long name": long, "name far off": far, "name beyond the end": beyond, "long extension": extension, "long text": text,
		"cut off": []byte("QFI\xfb\x00\x00\x00\x03"),
	} {
		if got, err := Read(bytes.NewReader(data)); err == nil || got.Format == "" || got.Format == "raw" {
			t.Errorf("%s: got %+v (%v)", name, got, err)
		}
	}
}

func TestLocalPath(t *testing.T) {
	for name, want := range map[string]string{
		"/a/b":                  "/a/b",
		"base":                  "/srv/base",
		"../x/base":             "/srv/../x/base",
		"file:/a:b":             "/a:b",
		"./a:b":                 "/srv/./a:b",
		"nbd:unix:/run/s":       "",
		"https://example.net/a": "",
		"rbd:pool/image":        "",
		"":                      "",
		`json:{"driver":"qcow2","file":{"driver":"file","filename":"/a"}}`: "/a",
		`json:{"driver":"raw","file.filename":"/a"}`:                       "/a",
		`json:{"driver":"nbd","host":"h"}`:                                 "",
		`json:{"file":{"driver":"ssh","filename":"/a"}}`:                   "",
		`json:{`: "",
	} {
		if got, ok := LocalPath("/srv/top", name); got != want || ok != (want != "") {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

// TestAgainstQEMU holds the reader against images that QEMU's own tool makes.
func TestAgainstQEMU(t *testing.T) {
	tool, err := exec.LookPath("qemu-img")
	if err != nil {
		t.Skip("qemu-img is not there")
	}
	dir := t.TempDir()
	make := func(args ...string) string {
		t.Helper()
		cmd := exec.Command(tool, append([]string{"create", "-q"}, args...)...)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		return filepath.Join(dir, args[len(args)-2])
	}
	for _, format := range []string{"raw", "qcow2", "qcow", "qed", "vmdk", "vdi", "vhdx", "vpc", "parallels"} {
		check(t, make("-f", format, format, "1M"), Info{Format: format})
	}
	check(t, make("-f", "qcow2", "-b", "raw", "-F", "raw", "over", "1M"), Info{Format: "qcow2", Backing: "raw", BackingFormat: "raw"})
	check(t, make("-f", "qcow2", "-o", "data_file=data", "with", "1M"), Info{Format: "qcow2", Parts: []string{"data"}})
	check(t, make("-f", "qed", "-b", "qcow2", "-F", "qcow2", "over.qed", "1M"), Info{Format: "qed", Backing: "qcow2"})
	check(t, make("-f", "vmdk", "-b", "vmdk", "-F", "vmdk", "over.vmdk", "1M"), Info{Format: "vmdk", Backing: "vmdk", BackingFormat: "vmdk"})
	check(t, make("-f", "vmdk", "-o", "subformat=monolithicFlat", "flat", "1M"), Info{Format: "vmdk", Parts: []string{"flat-flat"}})
}

func check(t *testing.T, file string, want Info) {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got, err := Read(f); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%s: got %+v (%v), want %+v", filepath.Base(file), got, err, want)
	}
}

// FuzzRead holds that no image breaks the reader.
func FuzzRead(f *testing.F) {
	for _, data := range [][]byte{qcow2(2, "b"), qcow2(3, "b", qcow2BackingFormat, "raw", qcow2DataFile, "d"), qed(5, "b"), sparse(description), []byte(description)} {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		info, _ := Read(bytes.NewReader(data))
		if info.Format == "" {
			t.Error("no format")
		}
	})
}
