package main

import (
	"fmt"
	"os"

	"golang.org/x/sys/unix"

	"github.com/qemuxml/qemuxml/internal/hostfiles"
	"github.com/qemuxml/qemuxml/internal/image"
)

// lookIn reads headers of images below sysroot. Only files and block devices are
// opened, and nothing waits: a pipe or a device that acts when it is opened is
// left alone.
func lookIn(sysroot string) hostfiles.Look {
	return func(name string) (image.Info, error) {
		name, err := under(sysroot, name)
		if err != nil {
			return image.Info{}, err
		}
		if err := isImage(os.Stat(name)); err != nil {
			return image.Info{}, err
		}
		f, err := os.OpenFile(name, os.O_RDONLY|unix.O_NONBLOCK|unix.O_NOCTTY, 0)
		if err != nil {
			return image.Info{}, err
		}
		defer f.Close()
		if err := isImage(f.Stat()); err != nil {
			return image.Info{}, err
		}
		return image.Read(f)
	}
}

// isImage is an error where what was looked at can't hold an image.
func isImage(info os.FileInfo, err error) error {
	if err != nil {
		return err
	}
	if m := info.Mode(); m.IsRegular() || m&os.ModeDevice != 0 && m&os.ModeCharDevice == 0 {
		return nil
	}
	return fmt.Errorf("%s is no file and no block device", info.Name())
}
