// Nomadjudge reads a job of Nomad's from standard input with Nomad's own parser,
// and prints what Nomad makes of it as JSON. It is a module of its own, so that
// nothing else rests on Nomad.
package main

import (
	"encoding/json"
	"log"
	"os"

	"github.com/hashicorp/nomad/jobspec2"
)

func main() {
	job, err := jobspec2.ParseWithConfig(&jobspec2.ParseConfig{Path: "job.nomad.hcl", BaseDir: ".", Body: body(), Strict: true})
	if err != nil {
		log.Fatal(err)
	}
	job.Canonicalize()
	if err := json.NewEncoder(os.Stdout).Encode(job); err != nil {
		log.Fatal(err)
	}
}

func body() []byte {
	data, err := os.ReadFile("/dev/stdin")
	if err != nil {
		log.Fatal(err)
	}
	return data
}
