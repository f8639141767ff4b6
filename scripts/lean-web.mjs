// What vite leaves out of the scripts that screens load.
import { readFileSync } from 'node:fs';
import { parseSync } from 'vite';

/** What a screen needs of an operation; the rest describes it to the server. */
const KEPT = new Set(['name', 'method', 'path', 'permission', 'answer', 'body']);
const LEAN = `const lean = (one) => ({ answer: 'json', body: 'json', ...one });\n`;

/** The variables that stand at the top of a module. */
function declared(program) {
  return program.body
    .map((one) => (one.type === 'ExportNamedDeclaration' ? one.declaration : one))
    .flatMap((one) => (one?.type === 'VariableDeclaration' ? one.declarations : []))
    .map((one) => one.init);
}

/** The operation without what only the server reads. */
function leanOperation(code, call) {
  const kept = call.arguments[0].properties.filter((one) => one.type === 'Property' && KEPT.has(one.key.name));
  return `/* @__PURE__ */ lean({ ${kept.map((one) => code.slice(one.start, one.end)).join(', ')} })`;
}

/**
 * Takes shapes and summaries out of the contracts as screens load them: only the server reads these. What is left is declared free of
 * side effects, so that the bundler drops what nothing uses. The types stay as they are.
 */
export function leanContracts() {
  return {
    name: 'lean-contracts',
    enforce: 'pre',
    transform: {
      filter: { id: /\/features\/[^/]+\/contract[^/]*\.ts$/ },
      handler(code, id) {
        const { program, errors } = parseSync(id, code);
        if (errors.length > 0) throw new Error(`${id}: ${errors[0].message}`);
        let lean = LEAN;
        let at = 0;
        for (const value of declared(program)) {
          const isOperation = value.type === 'CallExpression' && value.callee.name === 'operation';
          const text = isOperation
            ? leanOperation(code, value)
            : `/* @__PURE__ */ (() => (${code.slice(value.start, value.end)}))()`;
          lean += code.slice(at, value.start) + text;
          at = value.end;
        }
        return { code: lean + code.slice(at), map: null };
      },
    },
  };
}

/** `en.json?menu` holds only the menu's words of a room: the navigation shows every room, a page loads the words of its own. */
export function menuWords() {
  return {
    name: 'menu-words',
    enforce: 'pre',
    load: {
      filter: { id: /\.json\?menu$/ },
      handler(id) {
        const file = id.replace('?menu', '');
        this.addWatchFile(file);
        const { menu = {} } = JSON.parse(readFileSync(file, 'utf8'));
        return { code: `export default ${JSON.stringify({ menu })}`, moduleType: 'js' };
      },
    },
  };
}
