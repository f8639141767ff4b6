/** Titles of the parts, as the person reads them. */
const TITLES: Readonly<Record<string, readonly [en: string, ru: string]>> = {
  contact: ['Person', 'Человек'],
  positions: ['Positions', 'Должности'],
  fields: ['Further fields', 'Дополнительные поля'],
  fieldHistory: ['Changes of further fields', 'Изменения дополнительных полей'],
  fromVCards: ['From vCards', 'Из визиток vCard'],
  personalNotes: ['Personal notes', 'Личные заметки'],
  personalNotesKeptBy: ['Colleagues who keep further personal notes', 'Коллеги, которые ведут другие личные заметки'],
  notices: ['Notices to colleagues', 'Уведомления коллегам'],
  history: ['Changes', 'Изменения'],
  timeline: ['What happened', 'Что происходило'],
  mentionedIn: ['Texts that name the person', 'Тексты, где назван человек'],
  files: ['Files', 'Файлы'],
  trash: ['In the trash', 'В корзине'],
  merges: ['Merged records', 'Объединённые записи'],
  relationshipMaps: ['Relationship maps', 'Карты отношений'],
  savedBy: ['Saved by', 'Сохранено'],
  projects: ['Projects', 'Проекты'],
};

const MARKS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const safe = (text: string): string => text.replace(/[&<>"']/g, (mark) => MARKS[mark]!);

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** `changedAt` as "changed at". */
const spoken = (key: string) => key.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

function shown(value: unknown): string {
  if (Array.isArray(value))
    return value.every((item) => typeof item !== 'object' || item === null)
      ? safe(value.join(', '))
      : `<ul>${value.map((item) => `<li>${shown(item)}</li>`).join('')}</ul>`;
  if (typeof value !== 'object' || value === null) return safe(String(value));
  const rows = Object.entries(value).filter(([, item]) => !isEmpty(item));
  return `<dl>${rows.map(([key, item]) => `<dt>${safe(spoken(key))}</dt><dd>${shown(item)}</dd>`).join('')}</dl>`;
}

/** All that is kept about a person, as a page that any browser shows and prints. No script, nothing from elsewhere; whatever the data say, it is text. */
export function pageOf(name: string, language: string, data: Readonly<Record<string, unknown>>): string {
  const at = language === 'ru' ? 1 : 0;
  const title = `${['Personal data', 'Персональные данные'][at]}: ${name}`;
  const parts = Object.entries(data)
    .filter(([, value]) => !isEmpty(value))
    .map(([part, value]) => `<section><h2>${safe(TITLES[part]?.[at] ?? part)}</h2>${shown(value)}</section>`);
  return `<!doctype html>
<html lang="${at === 1 ? 'ru' : 'en'}"><head><meta charset="utf-8"><title>${safe(title)}</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>body{font:15px/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem;color:#1a1f2b}h1{font-size:1.5rem}h2{font-size:1.1rem;border-bottom:1px solid #d8dce3;padding-bottom:.3rem;margin-top:2rem}dl{display:grid;grid-template-columns:minmax(7rem,max-content) 1fr;gap:.15rem 1rem;margin:.3rem 0}dt{color:#5b6474}dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}ul{padding-left:1.1rem}li{margin:.4rem 0}</style></head>
<body><h1>${safe(title)}</h1>${parts.join('\n')}</body></html>
`;
}
