import { getAccount, saveAccount } from '../../features/accounts/contract.ts';
import { getContact, listContacts, saveContact } from '../../features/contacts/contract.ts';
import { addDefinition, type FieldsInput } from '../../features/fields/contract.ts';
import { getTask, listTasks, saveTask } from '../../features/tasks/contract.ts';
import type { Act } from './acting.ts';
import { sampleFields, sampleValues } from './fields.ts';

const input = (values: object): FieldsInput =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value }]));

/** The fields that the director asks for. */
export async function defineFields(act: Act, director: string): Promise<void> {
  for (const field of sampleFields) await act(director, addDefinition, field);
}

/** What people know besides: of some accounts, of their people, of the head's own tasks. */
export async function fillFields(
  act: Act,
  idOf: (customer: string) => string,
  personOf: (key: string) => string | undefined,
  today: string,
): Promise<void> {
  for (const { customer, values, riskView, quality } of sampleValues(today)) {
    const id = idOf(customer);
    const { version } = await act('e.vaubert', getAccount, { id });
    const person = quality === undefined ? undefined : personOf(quality);
    const more = { ...(person ? { quality_contact: person } : {}), ...(riskView ? { risk_view: riskView } : {}) };
    await act('e.vaubert', saveAccount, { id, version, fields: input({ ...values, ...more }) });
  }
  const people = await act('e.vaubert', listContacts, { account: idOf('901'), limit: 2 });
  const hobbies = [
    'Sails on the Baltic in summer; sends postcards.',
    'Plays the organ. Never call on Wednesday evening.',
  ];
  for (const [at, { id }] of people.rows.entries()) {
    const { version } = await act('e.vaubert', getContact, { id });
    await act('e.vaubert', saveContact, { id, version, fields: input({ hobby: hobbies[at]! }) });
  }
  const tasks = await act('e.vaubert', listTasks, { box: 'given', limit: 3 });
  for (const [at, { id }] of tasks.rows.entries()) {
    const { version, can } = await act('e.vaubert', getTask, { id });
    if (can.change.includes('text'))
      await act('e.vaubert', saveTask, { id, version, fields: input({ hours: String(2 + at * 1.5) }) });
  }
}
