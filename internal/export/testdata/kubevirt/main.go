// Kubevirtjudge reads a VirtualMachine from standard input with the types of
// KubeVirt's API, in which every field must be known, and prints it as JSON. It
// is a module of its own, so that nothing else rests on KubeVirt.
package main

import (
	"encoding/json"
	"log"
	"os"

	kubevirt "kubevirt.io/api/core/v1"
	"sigs.k8s.io/yaml"
)

func main() {
	data, err := os.ReadFile("/dev/stdin")
	if err != nil {
		log.Fatal(err)
	}
	var vm kubevirt.VirtualMachine
	if err := yaml.UnmarshalStrict(data, &vm); err != nil {
		log.Fatal(err)
	}
	if vm.APIVersion != kubevirt.GroupVersion.String() || vm.Kind != kubevirt.VirtualMachineGroupVersionKind.Kind {
		log.Fatalf("this is a %s %s", vm.APIVersion, vm.Kind)
	}
	if err := json.NewEncoder(os.Stdout).Encode(vm); err != nil {
		log.Fatal(err)
	}
}
