// Sets theme and language before the first paint, so that nothing flashes. A file of its own: the CSP forbids inline script.
(() => {
  const root = document.documentElement;
  let scheme = 'auto';
  try {
    scheme = localStorage.getItem('mantine-color-scheme-value') || 'auto';
    root.lang = localStorage.getItem('vitalfew.language') || (navigator.language.startsWith('ru') ? 'ru' : 'en');
  } catch {
    // Storage may be closed to us: the defaults stand.
  }
  const dark = scheme === 'dark' || (scheme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
