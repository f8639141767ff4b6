import { handle } from '../../kernel/run.ts';
import { Invalid } from '../../pure/refusal.ts';
import * as contract from './contract-settings.ts';
import { checkDossierRules, defaultDossierRules } from './rules.ts';
import { loadDossierRules, publishDossiers, saveDossierRules } from './store-figures.ts';

export const handlers = [
  handle(contract.getDossierRules, async (ctx) => ({
    ...(await loadDossierRules(ctx)),
    defaults: defaultDossierRules,
    can: { manage: ctx.can('dossiers.manage') },
  })),

  handle(contract.saveDossierRules, async (ctx, input) => {
    const problems = checkDossierRules(input.rules);
    if (problems.length > 0) throw new Invalid(problems);
    const version = await saveDossierRules(ctx, input.version, input.rules);
    await publishDossiers(ctx, null);
    return { version };
  }),
] as const;
