package source

import (
	"hash/maphash"
	"sync/atomic"
)

// rules gives the names of rules numbers, so that a Ref holds no pointer: a rule's
// number is its place here, from 1. Nothing is decided by the numbers: what comes
// out is a name again. All translations of a process share it, and none waits for
// another.
var rules [2048]atomic.Pointer[string]

var ruleSeed = maphash.MakeSeed()

// ruleNumber is the number of the rule called name.
func ruleNumber(name string) int32 {
	at := maphash.String(ruleSeed, name)
	for range rules {
		i := at % uint64(len(rules))
		known := rules[i].Load()
		if known == nil {
			known = takeRule(i, name)
		}
		if *known == name {
			return int32(i) + 1
		}
		at++
	}
	panic("there are too many rules for " + name)
}

// takeRule puts name into the free place i, unless another was faster; it is what
// stands there then.
func takeRule(i uint64, name string) *string {
	rules[i].CompareAndSwap(nil, &name)
	return rules[i].Load()
}

// ruleName is the name of rule n.
func ruleName(n int32) string { return *rules[n-1].Load() }
