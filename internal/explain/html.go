package explain

import "io"

func (m *Model) HTML(w io.Writer) error { return nil }
