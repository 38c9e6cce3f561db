package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// choice is a flag that takes one of a few words.
type choice struct {
	word  *string
	words []string
}

// chooseVar gives f the flag called name, which sets word to one of words; it is
// the first unless the flag is given.
func chooseVar(f *pflag.FlagSet, word *string, name, usage string, words ...string) {
	*word = words[0]
	f.Var(choice{word, words}, name, usage)
}

func (c choice) String() string { return *c.word }

// Type is what help calls the value.
func (c choice) Type() string { return strings.Join(c.words, "|") }

func (c choice) Set(word string) error {
	if !slices.Contains(c.words, word) {
		return fmt.Errorf("it is one of %s", strings.Join(c.words, ", "))
	}
	*c.word = word
	return nil
}

// completeChoices has shells complete the words of each choice among the flags.
func completeChoices(cmd *cobra.Command, flags *pflag.FlagSet) {
	flags.VisitAll(func(f *pflag.Flag) {
		if c, ok := f.Value.(choice); ok {
			_ = cmd.RegisterFlagCompletionFunc(f.Name, cobra.FixedCompletions(c.words, cobra.ShellCompDirectiveNoFileComp)) // the flag is there
		}
	})
}
