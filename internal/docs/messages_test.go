package docs

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/qemuxml/qemuxml/internal/source"
)

// TestMessages holds docs/messages.md against the table in package source; with
// -update it is written from there.
func TestMessages(t *testing.T) {
	path, want := filepath.Join(top, "docs", "messages.md"), messages()
	if *update {
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil || string(got) != want {
		t.Errorf("docs/messages.md is not what package source says (%v); go test ./internal/docs -update writes it", err)
	}
}

func messages() string {
	var b strings.Builder
	b.WriteString("# Messages\n\nEach message has an ID in brackets. `qemuxml help ID` prints its page.\n")
	for _, p := range source.Pages {
		fmt.Fprintf(&b, "\n## %s\n\n%s\n\n- Why: %s\n- What to do: %s\n", p.ID, p.What, p.Why, p.Do)
	}
	return b.String()
}
