package main

import (
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sys/unix"

	"github.com/qemuxml/qemuxml/internal/cmdline"
	"github.com/qemuxml/qemuxml/internal/hostfiles"
	"github.com/qemuxml/qemuxml/internal/launch"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/parse"
	"github.com/qemuxml/qemuxml/internal/render"
	"github.com/qemuxml/qemuxml/internal/source"
	"github.com/qemuxml/qemuxml/internal/translate"
)

// runFlags are the flags of run alone.
type runFlags struct {
	dryRun, trust, snapshot, console, detach bool
	qmp, ready                               string
	timeout, stopTimeout                     time.Duration
}

func runCommand(u *ui) *cobra.Command {
	s, f := &settings{}, &runFlags{}
	cmd := &cobra.Command{
		Use:   "run FILE [-- ARG...]",
		Short: "Start the guest, and the helpers that it needs, in the foreground",
		Long: `Start the guest of FILE with all that libvirt would prepare around it, and stay
with it until it ends. Ctrl-C asks it to power down, a second Ctrl-C ends it. The
exit status is QEMU's.`,
		Example: `  qemuxml run domain.xml
  qemuxml run --dry-run domain.xml`,
		RunE: func(cmd *cobra.Command, args []string) error {
			files, extra := splitAtDash(cmd, args)
			if len(files) != 1 {
				return fmt.Errorf("run needs one FILE, or - for standard input")
			}
			if s.profile != "run" || s.sysroot != thisHost {
				return fmt.Errorf("run starts the guest on this host, in the profile run")
			}
			if f.detach && (files[0] == "-" || f.console) {
				return fmt.Errorf("a guest that is detached has no standard input: give a FILE, and no --console")
			}
			return u.run(files[0], extra, s, f)
		},
	}
	s.register(cmd.Flags())
	s.changes.register(cmd.Flags())
	cmd.Flags().BoolVar(&f.dryRun, "dry-run", false, "print each step as a shell command, and do nothing")
	cmd.Flags().BoolVar(&f.trust, "trust", false, "run whatever programs and arguments the XML names")
	cmd.Flags().BoolVar(&f.snapshot, "snapshot", false, "leave the disks as they are: what the guest writes is lost")
	cmd.Flags().BoolVar(&f.console, "console", false, "join the guest's first serial console to the terminal; Ctrl-] leaves it")
	cmd.Flags().BoolVar(&f.detach, "detach", false, "return once the guest is ready; it runs on in the background")
	cmd.Flags().StringVar(&f.ready, "ready", "", "when the guest is ready: `agent|text:TEXT|command:CMD`")
	cmd.Flags().DurationVar(&f.timeout, "ready-timeout", 0, "end a guest that is not ready in `TIME`, such as 90s")
	cmd.Flags().DurationVar(&f.stopTimeout, "stop-timeout", time.Minute, "end a guest that was asked to power down and has not in `TIME`; 0 never does")
	cmd.Flags().StringVar(&f.qmp, "qmp", "", "have a QMP monitor for you listen at `PATH`")
	return cmd
}

// run starts the guest of file and stays with it.
func (u *ui) run(file string, extra []string, s *settings, f *runFlags) error {
	t, err := s.translation()
	if err != nil {
		return err
	}
	t.Profile.Prepared, t.Profile.Attended, t.Changes.Snapshot = true, true, f.snapshot
	// Who only reads the commands can't inherit descriptors.
	t.Profile.MakeTAPs, t.Profile.PassTAPs = mayMakeTAPs(), !f.dryRun
	tree, err := u.read(file, s.maxSize)
	if err != nil {
		return err
	}
	g, r := u.guest(tree, t, f)
	if r.Diag.Errors() == 0 && !f.trust {
		untrusted(&r)
	}
	if err := u.verdict(file, tree, r.Diag, s.strict); err != nil {
		return err
	}
	g.Words = append(g.Words, extra...)
	g.Console, g.Terminal, g.IsReady = f.console, launch.Terminal{In: os.Stdin, Out: os.Stdout}, u.readySignal(g.Name)
	g.StopTimeout = f.stopTimeout
	if g.Ready, err = f.readiness(g); err != nil {
		return err
	}
	switch {
	case f.dryRun:
		return launch.DryRun(u.out, g)
	case f.detach:
		return u.detach(filepath.Join(crashDir(t.StateDir), "log", filepath.Base(g.Dir)+".log"))
	}
	g.Say = func(d source.Diag) { u.diags(inputName(file), tree, []source.Diag{d}) }
	if code := launch.Run(g, signals()); code != exitOK {
		return status(code)
	}
	return nil
}

// guest is what is to be run for the domain in tree. Its sockets lie in a
// directory of its own.
func (u *ui) guest(tree *parse.Tree, t *translate.Settings, f *runFlags) (*launch.Guest, translate.Result) {
	if r := translate.Emulator(tree, t); r.Domain != nil {
		t.RuntimeDir = filepath.Join(t.RuntimeDir, "qemuxml", r.Domain.Key())
	}
	r := translate.Tree(tree, t)
	if r.Domain == nil {
		return nil, r
	}
	c := render.Command{Program: r.Emulator.Path, Options: append(r.Options, f.options()...)}
	return &launch.Guest{
		Name: r.Domain.Name.V(), Env: r.Env, Words: c.Words(), Plan: r.Plan, Dir: t.RuntimeDir, CrashDir: filepath.Join(crashDir(t.StateDir), "dump"),
		Sockets: append(listening(&r, t), f.qmp),
	}, r
}

// listening are the sockets that QEMU makes for r.
func listening(r *translate.Result, t *translate.Settings) []string {
	var names []string
	for _, p := range pathsOf(r, cmdline.Translated(r.Options), t) {
		if p.Use == hostfiles.Listens && p.Kind == hostfiles.Socket {
			names = append(names, p.Name)
		}
	}
	return names
}

// readiness is when the guest counts as ready.
func (f *runFlags) readiness(g *launch.Guest) (launch.Readiness, error) {
	r := launch.Readiness{Timeout: f.timeout}
	kind, what, ok := strings.Cut(f.ready, ":")
	switch {
	case f.ready == "":
	case f.ready == "agent" && g.Plan.Agent == "":
		return r, fmt.Errorf("--ready agent: the guest has no <channel type='unix'> called org.qemu.guest_agent.0")
	case f.ready == "agent":
		r.Agent = true
	case kind == "text" && what != "":
		r.Text = what
	case kind == "command" && ok && what != "":
		r.Command = what
	default:
		return r, fmt.Errorf("--ready %q: write agent, text:TEXT or command:CMD", f.ready)
	}
	return r, nil
}

// options are those that the flags of run add.
func (f *runFlags) options() []option.Option {
	var opts []option.Option
	if f.snapshot {
		opts = append(opts, *option.New("snapshot", source.Rule("--snapshot")))
	}
	if f.qmp != "" {
		rule := source.Rule("--qmp")
		opts = append(opts, *option.New("qmp", rule).Str("", "unix:"+f.qmp, rule).OnOff("server", true, rule).OnOff("wait", false, rule))
	}
	return opts
}

// crashDir is where the memory of crashed guests is kept: below libvirt's
// directory for root's.
func crashDir(stateDir string) string {
	if stateDir == "" {
		return "/var/lib/libvirt/qemu"
	}
	return stateDir
}

// signals are those that ask for the end of a guest, and SIGCONT, which has a
// stopped one go on. A lost terminal or reader of what is printed is none of those
// that kill.
func signals() <-chan os.Signal {
	signal.Ignore(syscall.SIGPIPE)
	c := make(chan os.Signal, 8)
	signal.Notify(c, syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGCONT)
	return c
}

// mayMakeTAPs tells whether this process may make network devices.
func mayMakeTAPs() bool {
	// The second word is for capabilities from 32 on.
	var data [2]unix.CapUserData
	err := unix.Capget(&unix.CapUserHeader{Version: unix.LINUX_CAPABILITY_VERSION_3}, &data[0])
	return err == nil && data[0].Effective&(1<<unix.CAP_NET_ADMIN) != 0
}
