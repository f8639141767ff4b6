/**
 * Stands in for TypeBox in the browser (see vite.config.ts): screens call operations but never check shapes, the server does.
 * Whatever a contract builds from it is an empty shape. Saves 20 kB of script on the first screen. Words that screens need
 * (roles, kinds) are exported from the contract as arrays, never read out of a shape.
 */
const anything: unknown = new Proxy(() => anything, {
  get: (_target, name) => (name === 'then' || typeof name === 'symbol' ? undefined : anything),
  apply: () => anything,
});
export default anything;
