//go:build linux

// Command init is process 1 of the guest that the boot test starts. It says on
// the console what it finds, a line each, and powers the guest off.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// settle is how long devices may take to appear once their drivers are loaded.
const settle = 30 * time.Second

func main() {
	mount("proc", "/proc")
	mount("sysfs", "/sys")
	mount("devtmpfs", "/dev")
	loadModules("/modules")
	report("cmdline", read("/proc/cmdline"))
	report("cpus", fmt.Sprint(runtime.NumCPU()))
	waitFor("/sys/block/vda")
	reportDisks()
	reportNICs()
	reportTPMs()
	reportNeighbour()
	reportShare()
	reportVariable()
	linger(read("/proc/cmdline"))
	report("end", "")
	unix.Sync()
	_ = unix.Reboot(unix.LINUX_REBOOT_CMD_POWER_OFF)
}

// report says one thing in the form that the test looks for.
func report(key, value string) { fmt.Printf("found %s=%s.\n", key, value) }

func mount(kind, at string) {
	if err := os.MkdirAll(at, 0o755); err != nil {
		report("error", err.Error())
	}
	if err := unix.Mount(kind, at, kind, 0, ""); err != nil {
		report("error", err.Error())
	}
}

// loadModules loads the modules below dir in the order of their names.
func loadModules(dir string) {
	files, _ := filepath.Glob(dir + "/*.ko")
	for _, name := range files {
		f, err := os.Open(name)
		if err == nil {
			err = unix.FinitModule(int(f.Fd()), "", 0)
		}
		if err != nil {
			report("error", name+": "+err.Error())
		}
	}
}

func waitFor(path string) {
	for end := time.Now().Add(settle); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if _, err := os.Stat(path); err == nil {
			return
		}
	}
	report("error", path+" did not appear")
}

func reportDisks() {
	disks, _ := filepath.Glob("/sys/block/vd*")
	for _, d := range disks {
		// The kernel counts sectors of 512 bytes whatever the disk's are.
		report("disk", filepath.Base(d)+" sectors "+read(d+"/size")+" serial "+read(d+"/serial"))
	}
}

func reportNICs() {
	nics, _ := filepath.Glob("/sys/class/net/e*")
	for _, n := range nics {
		report("nic", read(n+"/address"))
	}
}

func reportTPMs() {
	tpms, _ := filepath.Glob("/sys/class/tpm/tpm*")
	for _, t := range tpms {
		report("tpm", filepath.Base(t)+" version "+read(t+"/tpm_version_major"))
	}
}

func read(path string) string {
	data, err := os.ReadFile(path)
	if err != nil {
		return err.Error()
	}
	return strings.TrimSpace(string(data))
}
