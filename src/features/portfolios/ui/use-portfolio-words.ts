import type { Tone } from '../../../ui-kit/Badges.tsx';
import { useFormats } from '../../../ui-kit/format.ts';
import { localeOf, useReader } from '../../../ui-kit/reader.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import type { Load, LoadState, NormKey } from '../contract.ts';

export const loadTones: Record<LoadState, Tone> = { under: 'warn', within: 'good', over: 'bad', none: 'outline' };

/** The words of portfolios: loads with their reasons, norms, languages. */
export function usePortfolioWords() {
  const t = useWords('portfolios');
  const format = useFormats();
  const { language } = useReader();
  const states: Record<LoadState, string> = {
    under: t('load.under'),
    within: t('load.within'),
    over: t('load.over'),
    none: t('load.none'),
  };
  const norms: Record<NormKey, string> = {
    kam: t('norm.kam'),
    account_manager: t('norm.accountManager'),
    none: t('norm.none'),
  };
  const names = new Intl.DisplayNames([localeOf(language)], { type: 'language' });
  const languageName = (code: string) => names.of(code) ?? code;
  const points = (value: number) => format.number(value, { maximumFractionDigits: 2 });
  /** Why the load is as it is said to be. */
  const reason = (load: Load) => {
    if (load.norm === null) return t('load.whyNone');
    const { from, to } = load.norm;
    const params = { points: points(load.points), from, to, by: points(load.by) };
    if (load.state === 'over') return t('load.whyOver', params);
    return load.state === 'under' ? t('load.whyUnder', params) : t('load.whyWithin', params);
  };
  return { t, format, states, norms, languageName, points, reason };
}
