import type { Response } from 'express';

const replacements: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => replacements[letter] ?? letter);
}

const style = `body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; } td, th { border: 1px solid #888; padding: 0.3rem 0.6rem; text-align: left; vertical-align: top; }
code { font-size: 0.95em; } label { display: block; margin: 0.6rem 0; }`;

/** A small page without scripts. `content` is HTML: values in it must have gone through `escapeHtml`. */
export function sendPage(response: Response, title: string, content: string): void {
  response.set(
    'content-security-policy',
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self' http://localhost:* http://127.0.0.1:*; base-uri 'none'; frame-ancestors 'none'",
  );
  const name = escapeHtml(title);
  response
    .type('html')
    .send(
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${name}</title><style>${style}</style></head>` +
        `<body><h1>${name}</h1>${content}</body></html>`,
    );
}
