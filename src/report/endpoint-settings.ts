import type { FileResult } from '../model/result';

/** An endpoint setting that an example of an environment file names. */
export interface EndpointSetting {
  readonly file: string;
  readonly name: string;
}

/** How names of settings begin, by vendor; a longer start comes before a shorter one that it holds. */
const starts: readonly (readonly [string, string])[] = [
  ['AZURE_OPENAI_', 'azure-openai'],
  ['OPENAI_', 'openai'],
  ['OPEN_AI_', 'openai'],
  ['ANTHROPIC_', 'anthropic'],
  ['GOOGLE_GEMINI_', 'google-gemini'],
  ['GEMINI_', 'google-gemini'],
  ['MISTRAL_', 'mistral'],
  ['COHERE_', 'cohere'],
  ['GROQ_', 'groq'],
  ['DEEPSEEK_', 'deepseek'],
  ['DASHSCOPE_', 'alibaba-dashscope'],
  ['QIANFAN_', 'baidu-qianfan'],
  ['VOLCENGINE_', 'bytedance-volcengine'],
  ['ZHIPU_', 'zhipu'],
  ['MOONSHOT_', 'moonshot'],
  ['MINIMAX_', 'minimax'],
  ['OPENROUTER_', 'openrouter'],
];

/** The endpoint settings for a vendor, by the starts of their names. They bind to nobody; they say where a remedy may already be half done. */
export function endpointSettings(files: readonly FileResult[], vendor: string): readonly EndpointSetting[] {
  return files.flatMap(({ path, manifest }) =>
    (manifest.settings ?? []).filter(({ name }) => vendorOf(name) === vendor).map(({ name }) => ({ file: path, name })),
  );
}

/** `an endpoint setting exists in .env.example (OPENAI_BASE_URL)`; undefined where there is none. */
export function endpointWords(settings: readonly EndpointSetting[], shown: (path: string) => string): string | undefined {
  const [first] = settings;
  if (!first) return undefined;
  const names = [...new Set(settings.filter(({ file }) => file === first.file).map(({ name }) => name))];
  const others = new Set(settings.map(({ file }) => file)).size - 1;
  const more = others === 0 ? '' : ` and ${others} more file${others === 1 ? '' : 's'}`;
  return `an endpoint setting exists in ${shown(first.file)}${more} (${names.join(', ')})`;
}

function vendorOf(name: string): string | undefined {
  return starts.find(([start]) => name.startsWith(start))?.[1];
}
