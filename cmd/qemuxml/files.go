package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/qemuxml/qemuxml/internal/cmdline"
	"github.com/qemuxml/qemuxml/internal/hostfiles"
	"github.com/qemuxml/qemuxml/internal/parse"
	"github.com/qemuxml/qemuxml/internal/source"
	"github.com/qemuxml/qemuxml/internal/translate"
)

func filesCommand(u *ui) *cobra.Command {
	s, format, kinds := &settings{}, "", []string(nil)
	cmd := &cobra.Command{
		Use:   "files FILE [-- ARG...]",
		Short: "List the paths of the host that a guest uses, and how",
		Long: `List each path of the host that the domain in FILE uses, and how: the files that
QEMU runs, reads, writes or creates, devices, sockets and folders. Disk images
are looked into for the files that they refer to.`,
		Example: `  qemuxml files domain.xml
  qemuxml files --format null --kind file domain.xml | tar -c --null -T - -f backup.tar`,
		RunE: func(cmd *cobra.Command, args []string) error {
			args, s.extra = splitAtDash(cmd, args)
			if len(args) != 1 {
				return fmt.Errorf("files needs one FILE, or - for standard input")
			}
			for _, k := range kinds {
				if !slices.Contains(hostfiles.Kinds, hostfiles.Kind(k)) {
					return fmt.Errorf("unknown kind %q; the kinds are %v", k, hostfiles.Kinds)
				}
			}
			return u.files(args[0], s, kinds, format)
		},
	}
	s.register(cmd.Flags())
	s.changes.register(cmd.Flags())
	chooseVar(cmd.Flags(), &format, "format", "how it is written", "text", "json", "null")
	cmd.Flags().StringSliceVar(&kinds, "kind", nil, "only paths of these kinds: `file,device,socket,folder`")
	return cmd
}

// files lists the paths of the given kinds, of all where there are none.
func (u *ui) files(file string, s *settings, kinds []string, format string) error {
	t, err := s.translation()
	if err != nil {
		return err
	}
	tree, err := u.read(file, s.maxSize)
	if err != nil {
		return err
	}
	r := s.translated(tree, t)
	if err := u.verdict(file, tree, r.Diag, s.strict); err != nil {
		return err
	}
	paths := hostfiles.WithImages(pathsOf(&r, cmdline.Translated(r.Options), t), lookIn(s.sysroot))
	paths = slices.DeleteFunc(paths, func(p hostfiles.Path) bool { return len(kinds) > 0 && !slices.Contains(kinds, string(p.Kind)) })
	switch format {
	case "json":
		return pathsJSON(u.out, tree, paths)
	case "null":
		return pathsNull(u.out, paths)
	}
	return pathsText(u.out, paths)
}

// pathsOf are the paths that a translated domain uses.
func pathsOf(r *translate.Result, options []cmdline.Option, t *translate.Settings) []hostfiles.Path {
	return hostfiles.Of(hostfiles.Input{
		Program: source.Of(r.Emulator.Path, r.Emulator.From), Options: options, Domain: r.Domain, Plan: r.Plan, Host: t.Host,
	})
}

func pathsText(w io.Writer, paths []hostfiles.Path) error {
	var b strings.Builder
	for _, p := range paths {
		fmt.Fprintf(&b, "%-8s  %-6s  %s", p.Use, p.Kind, shellSafe(p.Name))
		if p.By != "" {
			b.WriteString("  (by " + p.By + ")")
		}
		if p.Of != "" {
			b.WriteString("  (through " + shellSafe(p.Of) + ")")
		}
		b.WriteByte('\n')
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func pathsNull(w io.Writer, paths []hostfiles.Path) error {
	var b strings.Builder
	for _, p := range paths {
		b.WriteString(p.Name + "\x00")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// pathJSON is a path as JSON has it.
type pathJSON struct {
	Path   string         `json:"path"`
	Kind   hostfiles.Kind `json:"kind"`
	Use    hostfiles.Use  `json:"use"`
	By     string         `json:"by,omitempty"`
	Of     string         `json:"through,omitempty"`
	Format string         `json:"format,omitempty"`
	From   []fromJSON     `json:"from,omitempty"`
}

func pathsJSON(w io.Writer, tree *parse.Tree, paths []hostfiles.Path) error {
	list := make([]pathJSON, len(paths))
	for i, p := range paths {
		list[i] = pathJSON{Path: p.Name, Kind: p.Kind, Use: p.Use, By: p.By, Of: p.Of, From: originsJSON(tree, p.From)}
		if p.Image != nil {
			list[i].Format = p.Image.Format
		}
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(list)
}
