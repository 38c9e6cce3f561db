package source

import "sync"

// rules gives the names of rules numbers, from 1 on in the order in which they
// are first used, so that a Ref holds no pointer. Nothing is decided by the
// numbers: what comes out is a name again.
var rules struct {
	sync.RWMutex
	number map[string]int32
	names  []string
}

// ruleNumber is the number of the rule called name.
func ruleNumber(name string) int32 {
	rules.RLock()
	n := rules.number[name]
	rules.RUnlock()
	if n != 0 {
		return n
	}
	rules.Lock()
	defer rules.Unlock()
	if n := rules.number[name]; n != 0 {
		return n
	}
	if rules.number == nil {
		rules.number = make(map[string]int32, 64)
	}
	rules.names = append(rules.names, name)
	n = int32(len(rules.names))
	rules.number[name] = n
	return n
}

// ruleName is the name of rule n.
func ruleName(n int32) string {
	rules.RLock()
	defer rules.RUnlock()
	return rules.names[n-1]
}
