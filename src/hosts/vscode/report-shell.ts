import { Uri, type Webview } from 'vscode';

/** Node and browsers have it alike; the typings of neither are loaded here. */
declare const crypto: { getRandomValues(bytes: Uint8Array): Uint8Array };

/** The style sheets of the report, in `media`. */
export const styles = ['report.css', 'report-tables.css', 'report-findings.css'];

/** Its scripts, in the order in which they run. */
const scripts = ['report-lists.js', 'report.js'];

/** The folder of the page's style and script. */
export function mediaFolder(extensionUri: Uri): Uri {
  return Uri.joinPath(extensionUri, 'media');
}

/** The page round the report. Nothing runs in it but its own scripts, and nothing is loaded but those and its style. */
export function shellOf(webview: Webview, extensionUri: Uri): string {
  const media = mediaFolder(extensionUri);
  const address = (name: string): string => webview.asWebviewUri(Uri.joinPath(media, name)).toString();
  const nonce = randomNonce();
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'" />
<title>Portolan report</title>
${styles.map((name) => `<link rel="stylesheet" href="${address(name)}" />`).join('\n')}
</head>
<body>
<section class="toolbar" aria-label="Report actions">
<button type="button" id="planMove">Plan a Move…</button>
<button type="button" id="exportReport">Export…</button>
<button type="button" id="refresh">Refresh</button>
</section>
<main id="report"></main>
<section class="bars" aria-label="Progress">
<div id="reading" class="toolbar" hidden><span role="status"></span><progress aria-label="Files read"></progress><button type="button" id="cancel">Cancel</button></div>
<p id="status" role="status"></p>
</section>
${scripts.map((name) => `<script nonce="${nonce}" src="${address(name)}"></script>`).join('\n')}
</body>
</html>`;
}

function randomNonce(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
