import Type from 'typebox';
import { operation } from '../../pure/operation.ts';
import * as shapes from './contract-shapes.ts';

export const getDossierRules = operation({
  name: 'getDossierRules',
  method: 'GET',
  path: '/settings/dossiers',
  summary: 'How much each part of a dossier weighs and how fast it grows old',
  permission: 'dossiers.read',
  anchor: 'organisation',
  input: Type.Object({}),
  output: Type.Object({
    rules: shapes.DossierRules,
    defaults: shapes.DossierRules,
    version: Type.Integer(),
    can: Type.Object({ manage: Type.Boolean() }),
  }),
});

export const saveDossierRules = operation({
  name: 'saveDossierRules',
  method: 'PUT',
  path: '/settings/dossiers',
  summary: 'Set weights and half-lives; completeness and freshness of every account follow at once',
  permission: 'dossiers.manage',
  audit: 'changed the weights of dossiers',
  anchor: 'organisation',
  input: Type.Object({ version: shapes.ReadVersion, rules: shapes.DossierRules }),
  output: Type.Object({ version: Type.Integer() }),
});
