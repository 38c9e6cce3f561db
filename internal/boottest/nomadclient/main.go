//go:build linux

// Command nomadclient does what a client of Nomad's does with the job on its
// standard input, which is as Nomad's parser read it: it lays out the one task's
// files below the directory that it is given and becomes the task's command. It
// takes nothing that it doesn't know.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

type task struct {
	Driver     string
	KillSignal string
	Config     struct {
		Command string   `json:"command"`
		Args    []string `json:"args"`
	}
	Templates []struct{ DestPath, EmbeddedTmpl, Perms, LeftDelim, RightDelim string }
}

type job struct {
	TaskGroups []struct{ Tasks []task }
}

func main() {
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "nomadclient:", err)
		os.Exit(1)
	}
}

func run(dir string) error {
	var j job
	if err := json.NewDecoder(os.Stdin).Decode(&j); err != nil {
		return err
	}
	if len(j.TaskGroups) != 1 || len(j.TaskGroups[0].Tasks) != 1 {
		return fmt.Errorf("not one task: %+v", j)
	}
	t := j.TaskGroups[0].Tasks[0]
	if t.Driver != "raw_exec" || t.KillSignal != "SIGTERM" {
		return fmt.Errorf("driver %s, signal %s", t.Driver, t.KillSignal)
	}
	if err := t.layOut(dir); err != nil {
		return err
	}
	return t.become(filepath.Join(dir, "local"))
}

// layOut writes the files of the templates. There is nothing for Nomad to fill
// in, or it would be lost.
func (t task) layOut(dir string) error {
	for _, f := range t.Templates {
		if strings.Contains(f.EmbeddedTmpl, f.LeftDelim) {
			return fmt.Errorf("%s holds the delimiter %s", f.DestPath, f.LeftDelim)
		}
		mode, err := strconv.ParseUint(f.Perms, 8, 32)
		if err != nil {
			return err
		}
		name := filepath.Join(dir, f.DestPath)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(name, []byte(f.EmbeddedTmpl), os.FileMode(mode)); err != nil {
			return err
		}
	}
	return nil
}

// become runs the command of the task in place of this program.
func (t task) become(local string) error {
	words := []string{t.Config.Command}
	for _, arg := range t.Config.Args {
		words = append(words, os.Expand(arg, func(name string) string { return map[string]string{"NOMAD_TASK_DIR": local}[name] }))
	}
	return syscall.Exec(words[0], words, append(os.Environ(), "NOMAD_TASK_DIR="+local))
}
