package argv

import (
	"slices"
	"testing"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/profile"
	"github.com/qemuxml/qemuxml/internal/source"
)

func TestEnvironmentOfTheXML(t *testing.T) {
	rule := source.Rule("test")
	d := &domain.Domain{
		Clock: domain.Clock{Timezone: source.Of("Europe/Paris", rule)},
		QEMU: domain.QEMUNamespace{Env: []domain.EnvVariable{
			{Name: source.Of("A", rule), Value: source.Of("b=c d", rule)},
			{Name: source.Of("EMPTY", rule)},
		}},
	}
	got := Environment(Input{Domain: d, Profile: profile.Run, Diag: &source.Diags{}})
	if want := []string{"TZ=Europe/Paris", "A=b=c d", "EMPTY="}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
