package launch

import (
	"bufio"
	"encoding/json"
	"fmt"
	"net"
	"path/filepath"
	"testing"

	"github.com/qemuxml/qemuxml/internal/plan"
)

// agent listens as QEMU does for a guest agent, and answers with reply, in which
// %d is the ID that it was sent.
func agent(t *testing.T, reply string) *run {
	t.Helper()
	path := filepath.Join(t.TempDir(), "agent")
	l, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			answer(conn, reply)
		}
	}()
	return &run{Guest: &Guest{Plan: &plan.Plan{Agent: path}}}
}

func answer(conn net.Conn, reply string) {
	defer conn.Close()
	line, err := bufio.NewReader(conn).ReadBytes('\n')
	var asked struct {
		Execute   string
		Arguments struct{ ID int64 }
	}
	if err != nil || line[0] != 0xff || json.Unmarshal(line[1:], &asked) != nil || asked.Execute != "guest-sync" {
		return
	}
	_, _ = fmt.Fprintf(conn, reply+"\n", asked.Arguments.ID)
}

func TestAgentAnswers(t *testing.T) {
	for reply, want := range map[string]bool{
		`{"return": %d}`: true,
		`{"return": {}} {"return": 1} {"return": %d}`: true,  // after answers to others
		`{"return": 1, "asked": %d}`:                  false, // what another has asked
		`{"error": {}, "asked": %d}`:                  false,
		`{"return": "x", "asked": %d`:                 false,
	} {
		if got := agent(t, reply).agentAnswers(); got != want {
			t.Errorf("%s: %t", reply, got)
		}
	}
	r := &run{Guest: &Guest{Plan: &plan.Plan{Agent: filepath.Join(t.TempDir(), "none")}}}
	if r.agentAnswers() {
		t.Error("nobody answers")
	}
}
