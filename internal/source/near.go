package source

// Nearest is the word of known that is closest to got by edit distance, "" when
// none is near enough to be a likely misspelling. Hostile lengths cost nothing.
func Nearest(got string, known []string) string {
	const longestWord = 64
	if len(got) > longestWord {
		return ""
	}
	// One slip in a short word, two in most, a third of a long one.
	best, bestAt := "", max(min(len(got)/2, 2), len(got)/3)+1
	for _, k := range known {
		if d := distance(got, k); d < bestAt {
			best, bestAt = k, d
		}
	}
	return best
}

// distance is the Levenshtein distance of a and b, in bytes.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diag := row[0]
		row[0] = i + 1
		for j := range len(b) {
			next := min(row[j+1], row[j]) + 1
			if a[i] == b[j] {
				next = min(next, diag)
			} else {
				next = min(next, diag+1)
			}
			diag, row[j+1] = row[j+1], next
		}
	}
	return row[len(b)]
}
