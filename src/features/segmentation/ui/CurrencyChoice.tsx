import { IconCoins } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { ChoiceMenu } from '../../../ui-kit/ChoiceMenu.tsx';
import { MenuLine, PopupRule } from '../../../ui-kit/Popup.tsx';
import { useReader } from '../../../ui-kit/reader.tsx';
import { useCall } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { listCurrencies } from '../../settings/contract.ts';

interface Props {
  /** Empty: the base currency. */
  value: string;
  onChange: (currency: string) => void;
}

/** In which currency amounts are shown: the base currency and those that have rates. */
export function CurrencyChoice({ value, onChange }: Props) {
  const t = useWords('segmentation');
  const navigate = useNavigate();
  const { currency: base, locale, can } = useReader();
  const found = useCall(listCurrencies, {}, { when: can.includes('settings.read') });
  const names = useMemo(() => new Intl.DisplayNames(locale, { type: 'currency' }), [locale]);
  const codes = [base, ...(found.data?.currencies.map((one) => one.currency) ?? [])];
  if (value !== '' && !codes.includes(value)) codes.push(value);
  const nameOf = (code: string) => {
    try {
      return names.of(code);
    } catch {
      return code;
    }
  };
  return (
    <ChoiceMenu
      label={t('currency.title')}
      icon={<IconCoins size={15} stroke={1.6} aria-hidden="true" />}
      value={value || base}
      shown={value || base}
      onChange={(code) => onChange(code === base ? '' : code)}
      options={codes.map((code) => ({ value: code, label: nameOf(code), aside: code }))}
      more={
        can.includes('settings.rates') ? (
          <>
            <PopupRule />
            <MenuLine onClick={() => void navigate({ href: '/settings?tab=currencies' })}>
              {t('currency.more')}
            </MenuLine>
          </>
        ) : null
      }
    />
  );
}
