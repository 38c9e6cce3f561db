package qemu

import "strings"

// HostModel is a CPU model as a host has it: the model that QEMU compares it
// with, and the features that it has beyond.
type HostModel struct {
	Model    string
	Features []string
	// Deprecated are the Features that newer processors are to lack.
	Deprecated []string
}

// IBMZ is the CPU of a z16, as QEMU tells of it under KVM
// (query-cpu-model-expansion of type static); ok is false where t does not know
// that processor.
func (t *Target) IBMZ() (m HostModel, ok bool) {
	return HostModel{
		Model:      "gen16a-base",
		Features:   strings.Fields(z16Features),
		Deprecated: []string{"bpb", "te", "cte", "csske"},
	}, t.Has("cpu.gen16a")
}

const z16Features = "" +
	"nnpa aen cmmnt vxpdeh aefsi diag318 csske mepoch msa9 msa8 msa7 msa6 msa5 msa4 msa3 msa2 msa1 sthyi edat " +
	"ri deflate edat2 etoken vx ipter pai paie mepochptff ap vxeh vxpd esop msa9_pckmo vxeh2 esort appv apqi " +
	"apft els iep appvi apqci cte ais bpb ctop gs ppa15 zpci rdp sea_esop2 beareh te cmm vxpdeh2"
