import { describe, expect, test } from 'vitest';
import { operations } from '../src/app/features.ts';
import { openapi } from '../src/app/openapi.ts';
import { referencePage } from '../src/app/reference.ts';
import { expectSnapshot } from './snapshot.ts';

type Json = Record<string, unknown>;
const api = openapi(operations);
const paths = api.paths as Record<string, Record<string, Json>>;
const all = Object.entries(paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
);

/** Every object in a description, with the way to it. */
function* objects(value: unknown, at = '#'): Generator<[string, Json]> {
  if (value === null || typeof value !== 'object') return;
  if (!Array.isArray(value)) yield [at, value as Json];
  for (const [key, inner] of Object.entries(value)) yield* objects(inner, `${at}/${key}`);
}

describe('the API description', () => {
  test('is openapi.json', () => expectSnapshot('openapi.json', `${JSON.stringify(api, null, 1)}\n`));

  test('describes every operation once', () => {
    expect(operations.length).toBeGreaterThan(10);
    expect(all.map((each) => each.operation.operationId).sort()).toEqual(operations.map((each) => each.name).sort());
    expect(new Set(operations.map((each) => each.name)).size).toBe(operations.length);
  });

  test('names every path parameter, and nothing that is not in the path', () => {
    for (const { path, operation } of all) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      const described = ((operation.parameters ?? []) as Json[]).filter((each) => each.in === 'path');
      expect(described.map((each) => each.name).sort(), path).toEqual(inPath.sort());
      expect(
        described.every((each) => each.required === true),
        path,
      ).toBe(true);
    }
  });

  test('has no two paths that differ by the name of a parameter only', () => {
    const shapes = Object.keys(paths).map((path) => path.replaceAll(/\{\w+\}/g, '{}'));
    expect(shapes.filter((shape, index) => shapes.indexOf(shape) !== index)).toEqual([]);
  });

  test('points only at what is there', () => {
    for (const [at, part] of objects(api)) {
      if (typeof part.$ref !== 'string') continue;
      const target = part.$ref
        .slice(2)
        .split('/')
        .reduce<unknown>((place, key) => (place as Json | undefined)?.[key], api);
      expect(target, `${at}: ${part.$ref}`).toBeTruthy();
    }
  });

  test('has shapes of JSON Schema 2020-12', () => {
    const types = new Set(['string', 'number', 'integer', 'boolean', 'object', 'array', 'null']);
    for (const [at, part] of objects(paths)) {
      if (!('schema' in part)) continue;
      for (const [below, schema] of objects(part.schema)) {
        const place = `${at} ${below}`;
        if (/\/properties$/.test(below)) continue;
        if ('type' in schema && !/\/properties\/type$/.test(below)) {
          for (const type of [schema.type].flat()) expect(types.has(String(type)), `${place}: ${type}`).toBe(true);
        }
        if (Array.isArray(schema.required) && schema.properties) {
          for (const name of schema.required) expect(Object.keys(schema.properties as Json), place).toContain(name);
        }
        expect('nullable' in schema, `${place}: nullable is OpenAPI 3.0`).toBe(false);
      }
    }
  });

  test('says for each operation who may, and for each that changes something what the audit says', () => {
    for (const { method, operation } of all) {
      expect(operation['x-permission'], String(operation.operationId)).toMatch(/^(public|session|\w+\.\w+)$/);
      if (method !== 'get') expect(operation['x-audit'], String(operation.operationId)).toBeTruthy();
      if (method === 'get') expect(operation.requestBody, String(operation.operationId)).toBeUndefined();
    }
  });
});

test('the reference page needs no script and names every operation', () => {
  const page = referencePage(api);
  expect(page).not.toMatch(/<script| on\w+="|javascript:/i);
  for (const operation of operations) expect(page).toContain(`id="${operation.name}"`);
});
