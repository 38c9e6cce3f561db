package main

import (
	"encoding/json"
	"errors"
	"io"
	"net/url"

	"github.com/qemuxml/qemuxml/internal/source"
)

// The parts of SARIF 2.1.0 that a list of messages needs.
// Source: docs.oasis-open.org/sarif/sarif/v2.1.0.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID    source.ID `json:"id"`
		Short sarifText `json:"shortDescription"`
		Full  sarifText `json:"fullDescription"`
		Help  sarifText `json:"help"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifResult struct {
		RuleID    source.ID       `json:"ruleId"`
		Level     string          `json:"level"`
		Message   sarifText       `json:"message"`
		Locations []sarifLocation `json:"locations,omitempty"`
	}
	sarifLocation struct {
		Physical sarifPhysical  `json:"physicalLocation"`
		Logical  []sarifLogical `json:"logicalLocations,omitempty"`
	}
	sarifPhysical struct {
		Artifact struct {
			URI string `json:"uri"`
		} `json:"artifactLocation"`
		Region *sarifRegion `json:"region,omitempty"`
	}
	sarifRegion struct {
		Line   int `json:"startLine"`
		Column int `json:"startColumn,omitempty"`
	}
	sarifLogical struct {
		Name string `json:"fullyQualifiedName"`
	}
)

// writeSARIF writes messages, each a JSON object, as SARIF.
func writeSARIF(w io.Writer, messages io.Reader) error {
	run := sarifRun{
		Tool:       sarifTool{sarifDriver{Name: "qemuxml", Version: version, Rules: sarifRules()}},
		ColumnKind: "unicodeCodePoints",
		Results:    []sarifResult{},
	}
	for d := json.NewDecoder(messages); ; {
		var m message
		err := d.Decode(&m)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		run.Results = append(run.Results, sarifOf(m))
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(sarifLog{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []sarifRun{run}})
}

// sarifRules are the kinds of messages.
func sarifRules() []sarifRule {
	rules := make([]sarifRule, len(source.Pages))
	for i, p := range source.Pages {
		rules[i] = sarifRule{p.ID, sarifText{p.What}, sarifText{p.Why}, sarifText{p.Do}}
	}
	return rules
}

func sarifOf(m message) sarifResult {
	r := sarifResult{RuleID: m.ID, Level: m.Severity, Message: sarifText{m.Text}}
	if m.Severity == source.Info.String() {
		r.Level = "none"
	}
	if m.Hint != "" {
		r.Message.Text += "; hint: " + m.Hint
	}
	if m.File == "" {
		return r
	}
	var l sarifLocation
	l.Physical.Artifact.URI = (&url.URL{Path: m.File}).String()
	if m.Line > 0 {
		l.Physical.Region = &sarifRegion{m.Line, m.Column}
	}
	if m.Path != "" {
		l.Logical = []sarifLogical{{m.Path}}
	}
	r.Locations = []sarifLocation{l}
	return r
}
