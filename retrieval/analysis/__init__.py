"""What a word is to the search: folded letters, n-grams, stems, numbers, other alphabets."""
