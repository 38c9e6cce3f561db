package explain

import "testing"

func TestFates(t *testing.T) {
	m := explained(t, `<domain type='qemu' xmlns:x='urn:x'>
  <name>g</name>
  <uuid>6d3a0a4c-9a5f-4a5e-8c11-5d1f2f1a0a01</uuid>
  <title>words</title>
  <metadata><x:a b='c'>d</x:a></metadata>
  <memory unit='MiB'>64</memory>
  <cputune><shares>3</shares></cputune>
  <os><type arch='x86_64' machine='pc'>hvm</type></os>
  <on_poweroff>destroy</on_poweroff>
  <devices>
    <emulator>/usr/bin/qemu-system-x86_64</emulator>
    <memballoon model='none'/>
    <thing in='it'>text</thing>
  </devices>
</domain>`)
	got := map[string]Fate{}
	for _, it := range m.Items {
		got[it.Kind+" "+it.Path] = it.Became
	}
	for item, want := range map[string]Fate{
		"element /domain":                     Holds,
		"attribute /domain/@type":             Used,
		"attribute /domain/@xmlns:x":          Part,
		"text /domain/name":                   Used,
		"text /domain/title":                  NoMeaning,
		"attribute /domain/metadata/x:a/@b":   NoMeaning,
		"attribute /domain/memory/@unit":      Used,
		"text /domain/cputune/shares":         RunTime,
		"text /domain/on_poweroff":            AsDefault,
		"text /domain/devices/emulator":       Runs,
		"element /domain/devices/memballoon":  AsDefault,
		"element /domain/devices/thing":       Dropped,
		"attribute /domain/devices/thing/@in": Dropped,
		"text /domain/devices/thing":          Dropped,
	} {
		if got[item] != want {
			t.Errorf("%s became %q, want %q", item, got[item], want)
		}
	}
}
