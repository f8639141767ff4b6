import type { ReactNode } from 'react';
import { useFormats } from '../../../ui-kit/format.ts';
import { useReader } from '../../../ui-kit/reader.tsx';
import { DateText } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import type { Contact, Reach } from '../contract.ts';
import styles from './Contacts.module.css';
import { useContactWords } from './use-contact-words.ts';

/** What is known of a person. */
export function PersonFacts({ contact }: { contact: Contact }) {
  const t = useWords('contacts');
  const { locale } = useReader();
  const format = useFormats();
  const { phones, emails, messengers, ways, bases, language } = useContactWords();
  const reach = (list: readonly Reach[], labels: Record<string, string>, link?: (value: string) => string) =>
    list.length === 0
      ? null
      : list.map((one) => (
          <div key={`${one.label} ${one.value}`}>
            {link ? <a href={link(one.value)}>{one.value}</a> : one.value}{' '}
            <span className="dim">
              {labels[one.label] ?? one.label}
              {one.preferred && list.length > 1 ? ` · ${t('reach.preferred')}` : ''}
            </span>
          </div>
        ));
  const clock = () => {
    if (contact.timezone === null) return null;
    const now = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone: contact.timezone });
    return t('page.localTime', { zone: contact.timezone.replaceAll('_', ' '), time: now.format(new Date()) });
  };
  const birthday = () => {
    if (contact.birthday === null) return null;
    if (!contact.birthday.startsWith('--')) return format.day(contact.birthday);
    const day = new Date(`2000-${contact.birthday.slice(2)}T00:00:00Z`);
    return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(day);
  };
  const facts: [string, ReactNode][] = [
    [t('field.latinName'), contact.latinName],
    [t('field.salutation'), contact.salutation],
    [t('field.phones'), reach(contact.phones, phones, (value) => `tel:${value.replaceAll(/[^+\d]/g, '')}`)],
    [
      t('field.emails'),
      reach(contact.emails, emails, (value) => `mailto:${encodeURIComponent(value).replace('%40', '@')}`),
    ],
    [t('field.messengers'), reach(contact.messengers, messengers)],
    [t('field.preferredChannel'), contact.preferredChannel && ways[contact.preferredChannel]],
    [t('field.languages'), contact.languages.map(language).join(', ') || null],
    [t('field.timezone'), clock()],
    [t('field.birthday'), birthday()],
    [t('field.dos'), contact.dos || null],
    [t('field.donts'), contact.donts || null],
  ];
  const shown = facts.filter(([, value]) => value !== null);
  return (
    <dl className={styles.facts}>
      {shown.map(([label, value]) => (
        <div key={label} className={styles.fact}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      <div className={styles.fact}>
        <dt>{t('field.consent')}</dt>
        <dd>
          {contact.consentBasis === null ? t('none.consent') : bases[contact.consentBasis]}
          {contact.consentGivenOn ? (
            <>
              , {t('page.givenOn')} <DateText value={contact.consentGivenOn} />
            </>
          ) : null}
          {contact.consentWithdrawnOn ? (
            <>
              , {t('page.withdrawnOn')} <DateText value={contact.consentWithdrawnOn} />
            </>
          ) : null}
          {contact.consentNote ? <div className="dim">{contact.consentNote}</div> : null}
        </dd>
      </div>
    </dl>
  );
}
