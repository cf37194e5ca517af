export const writtenBy =
  '<!-- Written by `npm run draw` from the catalogue. Change the data, not this page. -->';

/** A Markdown table; signs that would break a cell are escaped. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line), ''].join('\n');
}
