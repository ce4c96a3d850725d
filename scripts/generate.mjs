// `npm run generate`: writes the tables of the documents that repeat package.json, the list of formats and the command line's help, between their markers.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { format, resolveConfig } from 'prettier';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Each document with generated blocks, as its text must be now: `{ 'README.md': text }`. */
export async function generatedDocuments() {
  const { contributes = {} } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const formats = formatsTable((await bundled('src/formats/index.ts')).formats);
  const { helpText } = await bundled('src/hosts/cli/args.ts');
  return {
    'README.md': await filled('README.md', {
      formats,
      help: `\`\`\`text\n${helpText}\`\`\``,
      commands: commandsList(contributes.commands ?? [], contributes.menus?.commandPalette ?? []),
      settings: settingsTable(contributes.configuration?.properties ?? {}),
    }),
    'docs/formats.md': await filled('docs/formats.md', { formats }),
  };
}

async function filled(file, blocks) {
  let text = readFileSync(path.join(root, file), 'utf8');
  for (const [name, block] of Object.entries(blocks)) text = replaceBlock(file, text, name, block);
  return format(text, { ...(await resolveConfig(path.join(root, file))), parser: 'markdown' });
}

function replaceBlock(file, text, name, block) {
  const open = `<!-- generated: ${name} -->`;
  const start = text.indexOf(open);
  const end = text.indexOf('<!-- end -->', start);
  if (start < 0 || end < 0) throw new Error(`${file} lacks the markers ${open} and <!-- end -->`);
  return `${text.slice(0, start + open.length)}\n\n${block}\n\n${text.slice(end)}`;
}

function settingsTable(properties) {
  const rows = Object.entries(properties).map(([name, { type, enum: values, default: preset, description, markdownDescription }]) => {
    const kind = values ? values.map((value) => `\`${value}\``).join(', ') : type;
    return [`\`${name}\``, kind, `\`${JSON.stringify(preset)}\``, markdownDescription ?? description];
  });
  return table(['setting', 'type', 'default', 'meaning'], rows);
}

/** Those of the palette; what only a menu shows is left out. */
function commandsList(commands, palette) {
  const hidden = new Set(palette.filter(({ when }) => when === 'false').map(({ command }) => command));
  const shown = commands.filter(({ command }) => !hidden.has(command));
  return shown.map(({ category, title }) => `- _${category}: ${title}_`).join('\n');
}

function formatsTable(formats) {
  const rows = formats.map(({ id, title, capabilities, lineComment }) => [
    title,
    `\`${id}\``,
    ...[capabilities.write, lineComment !== undefined, capabilities.includes, capabilities.lock].map((can) => (can ? 'yes' : 'no')),
  ]);
  return table(['file', 'id', 'edits', 'inline ignores', 'includes others', 'lockfile'], rows);
}

/** The exports of a source file, so that the documents repeat what runs. */
async function bundled(entryPoint) {
  const options = { absWorkingDir: root, bundle: true, write: false, format: 'esm', mainFields: ['module', 'main'], logLevel: 'warning' };
  const { outputFiles } = await esbuild.build({ ...options, platform: 'node', entryPoints: [entryPoint] });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}

function table(head, rows) {
  const line = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [file, text] of Object.entries(await generatedDocuments())) writeFileSync(path.join(root, file), text);
}
