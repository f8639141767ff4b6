type Json = Record<string, unknown>;

const escapeHtml = (text: unknown) =>
  String(text ?? '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

/** Escaped text in which `code` is set as code. */
const prose = (text: unknown) => escapeHtml(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>');

const style = `
:root { color-scheme: light dark; --ink: #1c2126; --soft: #5b6570; --line: #dfe3e8; --paper: #fff; --box: #f6f7f9; --mark: #1f5fbf; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e7eb; --soft: #9aa4b0; --line: #30363d; --paper: #14171a; --box: #1c2024; --mark: #7fb0ff; } }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.55 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
.page { display: grid; grid-template-columns: 16rem minmax(0, 50rem); gap: 3rem; max-width: 76rem; margin: 0 auto; padding: 2rem 1.5rem 6rem; }
nav { position: sticky; top: 2rem; align-self: start; max-height: calc(100vh - 4rem); overflow: auto; font-size: .875rem; }
nav h2 { font-size: .75rem; letter-spacing: .06em; text-transform: uppercase; color: var(--soft); margin: 1.25rem 0 .25rem; }
nav a { display: block; padding: .15rem 0; color: inherit; text-decoration: none; } nav a:hover { color: var(--mark); }
h1 { font-size: 1.75rem; margin: 0 0 .5rem; } main > h2 { margin: 3rem 0 0; padding-top: 1rem; border-top: 1px solid var(--line); }
article { margin: 2rem 0 3rem; scroll-margin-top: 1rem; } article h3 { font-size: 1.0625rem; margin: 0 0 .25rem; }
a { color: var(--mark); } .soft { color: var(--soft); font-size: .875rem; }
code, pre { font: .8125rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
.road { font: 600 .9375rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.verb { display: inline-block; min-width: 4.2rem; color: var(--mark); }
pre { background: var(--box); border: 1px solid var(--line); border-radius: 6px; padding: .75rem 1rem; overflow: auto; margin: .5rem 0 0; }
details { margin-top: .5rem; } summary { cursor: pointer; font-size: .875rem; }
table { border-collapse: collapse; width: 100%; font-size: .875rem; margin-top: .5rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .75rem .3rem 0; border-bottom: 1px solid var(--line); } th { color: var(--soft); font-weight: 500; }
@media (max-width: 50rem) { .page { display: block; } nav { position: static; max-height: none; } }
@media print { nav { display: none; } .page { display: block; } }
`;

/** The API reference as one page without scripts, made from the OpenAPI description. */
export function referencePage(api: Json): string {
  const info = api.info as Json;
  const paths = api.paths as Record<string, Record<string, Json>>;
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  const tags = (api.tags as { name: string }[]).map(({ name }) => ({
    name,
    operations: operations.filter(({ operation }) => (operation.tags as string[]).includes(name)),
  }));
  const menu = tags.map(
    (tag) =>
      `<h2>${escapeHtml(tag.name)}</h2>${tag.operations.map(({ operation }) => `<a href="#${escapeHtml(operation.operationId)}">${escapeHtml(operation.operationId)}</a>`).join('')}`,
  );
  const body = tags.map(
    (tag) =>
      `<h2>${escapeHtml(tag.name)}</h2>${tag.operations.map((each) => article(each.path, each.method, each.operation)).join('')}`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Vitalfew API</title><style>${style}</style></head>
<body><div class="page"><nav aria-label="Operations"><a href="/">Vitalfew</a>${menu.join('')}</nav>
<main><h1>${escapeHtml(info.title)} API</h1><p>${prose(info.description)}</p>
<p class="soft">Every address stands below <code>/api</code>. The same as <a href="/api/openapi.json">OpenAPI 3.1</a>.</p>${body.join('')}</main></div></body></html>
`;
}

function article(path: string, method: string, operation: Json): string {
  const parameters = ((operation.parameters as Json[] | undefined) ?? []).filter((each) => each.name);
  const takes = contentOf(operation.requestBody as Json | undefined);
  const gives = contentOf((operation.responses as Record<string, Json>)['200']);
  const facts = [
    operation['x-permission'] === 'public' ? 'needs no session' : `right: ${operation['x-permission']}`,
    operation['x-audit'] ? `audit: “${operation['x-audit']}”` : null,
    operation['x-requests-per-minute'] ? `${operation['x-requests-per-minute']} requests a minute` : null,
  ].filter(Boolean);
  const rows = parameters.map(
    (each) =>
      `<tr><td><code>${escapeHtml(each.name)}</code>${each.required ? '' : '?'}</td><td>${escapeHtml(each.in)}</td><td><code>${escapeHtml(shapeText(each.schema as Json))}</code></td><td>${prose(each.description)}</td></tr>`,
  );
  return `<article id="${escapeHtml(operation.operationId)}"><h3>${prose(operation.summary)}</h3>
<div class="road"><span class="verb">${method}</span> ${escapeHtml(path)}</div><div class="soft">${escapeHtml(facts.join(' · '))}</div>
${rows.length > 0 ? `<table><thead><tr><th>Field</th><th>In</th><th>Shape</th><th></th></tr></thead><tbody>${rows.join('')}</tbody></table>` : ''}
${block('Takes', takes)}${block('Gives', gives)}</article>`;
}

function block(title: string, content: { type: string; schema: Json } | null): string {
  if (!content) return '';
  if (content.type !== 'application/json')
    return `<p class="soft">${title}: <code>${escapeHtml(content.type)}</code></p>`;
  return `<details${title === 'Takes' ? ' open' : ''}><summary>${title}</summary><pre>${escapeHtml(shapeText(content.schema, 0))}</pre></details>`;
}

function contentOf(part: Json | undefined): { type: string; schema: Json } | null {
  const first = Object.entries((part?.content ?? {}) as Record<string, { schema: Json }>)[0];
  return first ? { type: first[0], schema: first[1].schema } : null;
}

/** A JSON schema as a person would write the shape: `{ id: string, rows: [...] }`. */
function shapeText(schema: Json, depth = 0): string {
  const indent = '  '.repeat(depth);
  if (Array.isArray(schema.enum)) return schema.enum.map((word) => JSON.stringify(word)).join(' | ');
  if ('const' in schema) return JSON.stringify(schema.const);
  for (const key of ['anyOf', 'oneOf', 'allOf']) {
    const options = schema[key];
    if (Array.isArray(options)) {
      return options.map((each: Json) => shapeText(each, depth)).join(key === 'allOf' ? ' & ' : ' | ');
    }
  }
  const types = [schema.type].flat();
  return types.map((type) => typeText(String(type ?? 'any'), schema, depth, indent)).join(' | ');
}

function typeText(type: string, schema: Json, depth: number, indent: string): string {
  if (type === 'array') return `[${shapeText((schema.items as Json | undefined) ?? {}, depth)}]`;
  if (type !== 'object') return type;
  const required = new Set((schema.required as string[] | undefined) ?? []);
  const fields = Object.entries((schema.properties ?? {}) as Record<string, Json>).map(
    ([name, shape]) =>
      `${indent}  ${name}${required.has(name) ? '' : '?'}: ${shapeText(shape, depth + 1)}${shape.description ? `  // ${shape.description}` : ''}`,
  );
  if (fields.length === 0) return '{}';
  return `{\n${fields.join('\n')}\n${indent}}`;
}
