package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/qemuxml/qemuxml/internal/parse"
	"github.com/qemuxml/qemuxml/internal/source"
)

// read reads the XML in file, - for standard input. What is wrong was told when
// it returns an error.
func (u *ui) read(file string, maxSize int64) (*parse.Tree, error) {
	data, err := u.bytes(file, maxSize)
	if err != nil {
		u.fileFailed(source.NotReadable, file, err)
		return nil, status(exitFailed)
	}
	if len(data) > large {
		collectForLarge()
	}
	return u.tree(file, data, maxSize)
}

// tree reads data, the XML in file. What is wrong was told when it returns an
// error.
func (u *ui) tree(file string, data []byte, maxSize int64) (*parse.Tree, error) {
	if parse.IsSaveImage(data) {
		xml, ok := parse.SavedXML(data)
		if !ok {
			u.fileFailed(source.NotXML, file, errors.New("the saved guest has no whole XML"))
			return nil, status(exitFailed)
		}
		data = xml
	}
	if int64(len(data)) > maxSize {
		u.syntax(inputName(file), &parse.SyntaxError{
			ID: source.TooLarge, Line: 1, Col: 1, Text: fmt.Sprintf("the input is larger than %d bytes", maxSize),
			Hint: "raise the limit with --max-size BYTES if this really is a domain",
		})
		return nil, status(exitFailed)
	}
	tree, err := parse.Read(data)
	var syntax *parse.SyntaxError
	if errors.As(err, &syntax) {
		u.syntax(inputName(file), syntax)
		return nil, status(exitFailed)
	}
	return tree, err
}

// bytes reads file, but not much more than maxSize of it.
func (u *ui) bytes(file string, maxSize int64) ([]byte, error) {
	if file == "-" {
		return io.ReadAll(io.LimitReader(u.in, maxSize+1))
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text := bytes.NewBuffer(make([]byte, 0, usualSize))
	_, err = text.ReadFrom(io.LimitReader(f, maxSize+1))
	return text.Bytes(), err
}

// usualSize is what most domains have room enough in.
const usualSize = 16 << 10

// inputName is what messages call file.
func inputName(file string) string {
	if file == "-" {
		return "standard input"
	}
	return file
}
