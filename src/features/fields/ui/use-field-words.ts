import { useWords } from '../../../ui-kit/words.ts';
import type { Role } from '../../people/contract.ts';
import type { FieldType, RecordKind } from '../contract.ts';

/** The room's words for what comes as a code. */
export function useFieldWords() {
  const t = useWords('fields');
  const types: Record<FieldType, string> = {
    text: t('type.text'),
    number: t('type.number'),
    money: t('type.money'),
    date: t('type.date'),
    choice: t('type.choice'),
    choices: t('type.choices'),
    person: t('type.person'),
    link: t('type.link'),
  };
  const kinds: Record<RecordKind, string> = {
    account: t('kind.account'),
    contact: t('kind.contact'),
    task: t('kind.task'),
  };
  const roles: Record<Role, string> = {
    kam: t('people:role.kam'),
    account_manager: t('people:role.account_manager'),
    head: t('people:role.head'),
    sales_support: t('people:role.sales_support'),
    credit_controller: t('people:role.credit_controller'),
    director: t('people:role.director'),
    contributor: t('people:role.contributor'),
    admin: t('people:role.admin'),
  };
  return { t, types, kinds, roles };
}

export const optionsOf = <W extends string>(words: Readonly<Record<W, string>>) =>
  (Object.entries(words) as [W, string][]).map(([value, label]) => ({ value, label }));
