import { lazy, Suspense } from 'react';
import { DossierRulesTab } from '../../features/dossiers/ui/public.tsx';
import { getSession } from '../../features/people/contract.ts';
import { PageLayout } from '../../ui-kit/PageLayout.tsx';
import { PageLink } from '../../ui-kit/PageLink.tsx';
import { useCan } from '../../ui-kit/reader.tsx';
import { LoadingState } from '../../ui-kit/States.tsx';
import { type Tab, UrlTabs } from '../../ui-kit/UrlTabs.tsx';
import { useCall } from '../../ui-kit/use-call.ts';
import { useWords } from '../../ui-kit/words.ts';

const Organisation = lazy(() => import('../../features/settings/ui/OrganisationTab.tsx'));
const Rules = lazy(() => import('../../features/settings/ui/RulesTab.tsx'));
const Approvals = lazy(() => import('../../features/approvals/ui/ProceduresTab.tsx'));
const Fields = lazy(() => import('../../features/fields/ui/FieldsTab.tsx'));
const Currencies = lazy(() => import('../../features/settings/ui/CurrenciesTab.tsx'));
const People = lazy(() => import('../../features/people/ui/MembersTab.tsx'));
const Profile = lazy(() => import('../../features/people/ui/ProfileTab.tsx'));
const Notifications = lazy(() => import('../../features/notices/ui/NotificationsTab.tsx'));
const Norms = lazy(() => import('../../features/portfolios/ui/NormsTab.tsx'));
const Ladder = lazy(() => import('../../features/secrets/ui/LadderTab.tsx'));
const Audit = lazy(() => import('../../features/audit/ui/AuditTab.tsx'));
const NewOrganisation = lazy(() => import('../../features/people/ui/NewOrganisationTab.tsx'));

const inside = (Panel: React.ComponentType) => () => (
  <Suspense fallback={<LoadingState lines={8} />}>
    <Panel />
  </Suspense>
);

/** Organisation, rules, currencies, people, one's own profile, the audit: every room that runs the house, in tabs. */
export default function SettingsPage() {
  const t = useWords('settings');
  const seesAudit = useCan('audit.read');
  const seesDossiers = useCan('dossiers.read');
  const seesPeople = useCan('contacts.read');
  const makesFields = useCan('fields.manage');
  const seesPortfolios = useCan('portfolios.read');
  const makesClasses = useCan('secrets.manage');
  const session = useCall(getSession, {});
  const tabs: Tab[] = [
    { id: 'organisation', label: t('tabs.organisation'), show: inside(Organisation) },
    { id: 'rules', label: t('tabs.rules'), show: inside(Rules) },
    ...(seesDossiers ? [{ id: 'dossiers', label: t('tabs.dossiers'), show: inside(DossierRulesTab) }] : []),
    ...(makesFields ? [{ id: 'fields', label: t('tabs.fields'), show: inside(Fields) }] : []),
    ...(seesPortfolios ? [{ id: 'portfolios', label: t('tabs.portfolios'), show: inside(Norms) }] : []),
    ...(makesClasses ? [{ id: 'secrets', label: t('tabs.secrets'), show: inside(Ladder) }] : []),
    { id: 'approvals', label: t('tabs.approvals'), show: inside(Approvals) },
    { id: 'currencies', label: t('tabs.currencies'), show: inside(Currencies) },
    { id: 'people', label: t('tabs.people'), show: inside(People) },
    { id: 'profile', label: t('tabs.profile'), show: inside(Profile) },
    { id: 'notifications', label: t('tabs.notifications'), show: inside(Notifications) },
    ...(seesAudit ? [{ id: 'audit', label: t('tabs.audit'), show: inside(Audit) }] : []),
    ...(session.data?.isOperator
      ? [{ id: 'new-organisation', label: t('tabs.newOrganisation'), show: inside(NewOrganisation) }]
      : []),
  ];
  return (
    <PageLayout
      title={t('title')}
      actions={seesPeople ? <PageLink to="/settings/relationships">{t('relationships')}</PageLink> : undefined}
    >
      <UrlTabs label={t('tabs.label')} tabs={tabs} />
    </PageLayout>
  );
}
