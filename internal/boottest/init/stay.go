//go:build linux

package main

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"strings"
	"unsafe"

	"golang.org/x/sys/unix"
)

// What the kernel's command line may ask for: to stay until somebody presses the
// power button, or to crash.
const (
	stayWord  = "qemuxml.stay"
	crashWord = "qemuxml.crash"
)

// linger does what the command line asks for.
func linger(cmdline string) {
	switch {
	case strings.Contains(cmdline, stayWord):
		awaitPowerButton()
	case strings.Contains(cmdline, crashWord):
		report("crash", "")
		os.Exit(1) // the kernel panics when process 1 ends
	}
}

// awaitPowerButton returns once the button was pressed. All input devices are
// listened to: one of them is the button.
func awaitPowerButton() {
	pressed := make(chan bool)
	waitFor("/dev/input/event0")
	devices, _ := filepath.Glob("/dev/input/event*")
	for _, name := range devices {
		go func() {
			if readPower(name) {
				pressed <- true
			}
		}()
	}
	report("ready", "")
	<-pressed
	report("button", "pressed")
}

// readPower reads events of the device called name (linux/input.h) until the
// power key is pressed; false when there are no more.
func readPower(name string) bool {
	const keyEvent, keyPower = 1, 116
	f, err := os.Open(name)
	if err != nil {
		report("error", err.Error())
		return false
	}
	defer f.Close()
	var event struct {
		Time       unix.Timeval
		Type, Code uint16
		Value      int32
	}
	data := make([]byte, unsafe.Sizeof(event))
	for {
		if _, err := f.Read(data); err != nil {
			return false
		}
		key := data[unsafe.Offsetof(event.Type):]
		if binary.NativeEndian.Uint16(key) == keyEvent && binary.NativeEndian.Uint16(key[2:]) == keyPower {
			return true
		}
	}
}
