/** Titles that programs write into files, and that say nothing about the article. */
export function isFileTitle(title: string): boolean {
  return /^\s*(?:microsoft word\b|microsoft powerpoint\b|untitled|document ?\d*\s*$|print(?:ing)?\s*$|slide 1\s*$|\(anonymous\)|.*\.(?:docx?|pdf|indd|qxd|rtf|odt|txt|html?|pages|tex|dvi|pub)\s*$)/i.test(
    title,
  );
}
