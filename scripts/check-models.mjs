// Checks rules/models/families.json; `scripts/check-rules.mjs` runs it.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import { readModels } from './rule-files.mjs';

const claims = ['licence', 'sizes', 'servers', 'terms'];

/** Faults of the model families below `root`, each told as a sentence that begins with the file; none if there is no such file. */
export function checkModels(root, tell) {
  const found = readModels(root);
  if (!found) return;
  const fault = (text) => tell(`${found.file}: ${text}`);
  if (found.error) return void fault(found.error);
  const schema = JSON.parse(readFileSync(path.join(root, 'rules', 'models.schema.json'), 'utf8'));
  const validate = new Ajv({ allErrors: true }).compile(schema);
  if (!validate(found.models)) {
    for (const error of validate.errors) fault(`${error.instancePath || '/'} ${error.message}`);
    return;
  }
  const ids = new Set();
  for (const { id, licence, terms, sources } of found.models.families) {
    if (ids.has(id)) fault(`two families "${id}"`);
    ids.add(id);
    if (licence.spdx === null && !licence.name) fault(`${id}: a licence without SPDX expression needs its name`);
    if (terms.endsWith('.')) fault(`${id}: the terms end with a full stop`);
    for (const claim of claims) if (!sources.some((source) => source.supports.includes(claim))) fault(`${id}: no source supports ${claim}`);
  }
}
