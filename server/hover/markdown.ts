/** Texts from files inside Markdown: nothing of them may become a link, an image or HTML. */
export function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+!|<>~&]/g, (sign) => `\\${sign}`).replace(/\s+/g, ' ');
}

/** Text as written, in a code span. */
export function code(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const shown = line.length > 120 ? `${line.slice(0, 117)}…` : line;
  const fence = shown.includes('`') ? '``' : '`';
  return fence === '`' ? `\`${shown}\`` : `\`\` ${shown} \`\``;
}

export function paragraphs(...parts: readonly (string | null | undefined)[]): string {
  return parts.filter((part) => part).join('\n\n');
}

export function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}
