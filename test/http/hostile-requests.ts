/** Requests that no honest client sends, as bytes, each with the answers that are safe. `closed` is an end without an answer. */
import { DESK } from '../support/http-site.js';

export interface Hostile {
  name: string;
  bytes: Buffer;
  safe: readonly (number | 'closed')[];
}

const END = '\r\n\r\n';
const REFUSED = [400, 401, 403, 404, 405, 413, 415, 421, 431, 501] as const;
const UNREAD = [400, 'closed'] as const;

const latin = (text: string) => Buffer.from(text, 'latin1');
const head = (line: string, headers: string[] = [], host = 'localhost') =>
  latin([line, `Host: ${host}`, 'Connection: close', ...headers].join('\r\n') + END);
const row = (name: string, bytes: Buffer, safe: Hostile['safe'] = REFUSED): Hostile => ({ name, bytes, safe });

const TRAVERSALS = [
  '../../../../etc/passwd',
  '..%2f..%2f..%2fetc%2fpasswd',
  '%2e%2e/%2e%2e/etc/passwd',
  '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
  '..%5c..%5cwindows%5cwin.ini',
  '..\\..\\package.json',
  '%252e%252e%252fetc%252fpasswd',
  '....//....//etc/passwd',
  '..;/..;/etc/passwd',
  '%c0%ae%c0%ae/etc/passwd',
  '%u002e%u002e/etc/passwd',
  'x%00.html',
  'file:///etc/passwd',
];
const traversals = ['/', '/a/', '/api/', '/mcp/'].flatMap((place) =>
  TRAVERSALS.map((path) => row(`traversal ${place}${path}`, head(`GET ${place}${path} HTTP/1.1`))),
);

const paths = [
  ...['//', '///', '//evil.example/a', '/a//x', '/a/', '/a/%', '/a/%zz', '/a/.', '/a/x.y', '/a/%ff%fe'],
  ...[
    '/api',
    '/api/',
    '/api//ask',
    '/api/ask/',
    '/API/ASK',
    '/mcp/',
    '/healthz/',
    '/metrics%00',
    '/.env',
    '/.git/config',
  ],
  ...['/%0d%0aSet-Cookie:%20x-injected=1', '/a/x%0d%0aX-Injected:%201', '/a/x?q=%0d%0aX-Injected:%201'],
  ...['/?__proto__[polluted]=1', '/a/x?constructor[prototype][polluted]=1', `/a/${'A'.repeat(8000)}`, '/a/<script>'],
  ...['http://evil.example/a/x', 'https://evil.example:443/metrics%2f', 'http://user:pass@localhost/a/x'],
].map((path) => row(`path ${path.slice(0, 60)}`, head(`GET ${path} HTTP/1.1`)));

const methods = ['PUT', 'DELETE', 'PATCH', 'TRACE', 'OPTIONS', 'CONNECT', 'PROPFIND', 'MOVE', 'QUERY'].flatMap(
  (method) =>
    ['/healthz', '/a/x', '/api/ask', '/mcp', '/metrics'].map((path) =>
      row(`method ${method} ${path}`, head(`${method} ${path} HTTP/1.1`, ['X-Injected: 1']), [...REFUSED, 'closed']),
    ),
);

const hosts = [
  ...[
    'evil.example',
    'evil.example:8080',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    '127.0.0.1@evil.example',
  ],
  ...[
    'evil.example#127.0.0.1',
    'localhost/evil.example',
    'localhost?evil.example',
    '127.0.0.1, evil.example',
    '',
    'a b',
  ],
  ...['[::1', '[::1]evil.example', 'localhost:999999', 'localhost.', '.localhost', 'evil', '0x7f000001.evil.example'],
  ...[
    '127.0.0.1%00.evil.example',
    'LOCALHOST.EVIL.EXAMPLE',
    'foo.localhost.evil.example',
    'rebind.network',
    '\xff.example',
  ],
].map((host) => row(`host ${host}`, head('GET /metrics HTTP/1.1', [], host), [400, 421]));

const TOKEN = `Authorization: Bearer ${DESK}`;
const JSON_TYPE = 'Content-Type: application/json';
const ACCEPT = 'Accept: application/json, text/event-stream';

/** A request with a body, from who may send one. */
function post(path: string, body: string | Buffer, headers = [TOKEN, JSON_TYPE, ACCEPT]): Buffer {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  return Buffer.concat([head(`POST ${path} HTTP/1.1`, [...headers, `Content-Length: ${bytes.length}`]), bytes]);
}
const QUESTION = JSON.stringify({ question: 'ramp' });

const origins = [
  'https://evil.example',
  'null',
  'http://localhost.evil.example',
  'http://127.0.0.1.evil.example',
  'file://',
]
  .concat([
    'http://localhost:1',
    'https://localhost@evil.example',
    '*',
    'http://LOCALHOST.',
    ' ',
    'javascript:alert(1)',
  ])
  .flatMap((origin) =>
    ['/api/search', '/mcp'].map((path) =>
      // An empty value is no origin.
      row(
        `origin ${origin} ${path}`,
        post(path, QUESTION, [TOKEN, JSON_TYPE, ACCEPT, `Origin: ${origin}`]),
        [400, 403],
      ),
    ),
  );

const tokens = [
  '',
  'Bearer',
  'Bearer ',
  `Basic ${DESK}`,
  DESK,
  `Bearer ${DESK}x`,
  `Bearer ${DESK.slice(1)}`,
  'Bearer undefined',
]
  .concat([`Bearer ${DESK}\t,`, `Bearer ${'x'.repeat(8000)}`, 'Bearer __proto__', `bearer: ${DESK}`])
  .map((value) =>
    row(`token ${value.slice(0, 20)}`, post('/api/ask', QUESTION, [`Authorization: ${value}`, JSON_TYPE]), [401]),
  );

const types = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/jsonp',
  '*/*',
]
  .concat(['application/json; charset=utf-16', 'text/html, application/json', 'application/json\t;x'])
  .map((type) => row(`type ${type}`, post('/api/ask', QUESTION, [TOKEN, `Content-Type: ${type}`]), [415]));

const BODIES: (string | Buffer)[] = [
  ...['', ' ', 'null', 'true', '1', '"ramp"', '[]', '{}', '{', '{"question":', '{question:"x"}', "{'question':'x'}"],
  ...['{"question":"x",}', '{"question":"x"}{"question":"y"}', '// x\n{"question":"x"}', 'NaN', '{"question":NaN}'],
  ...[
    '{"question":1}',
    '{"question":null}',
    '{"question":["x"]}',
    '{"question":{"a":1}}',
    '{"question":""}',
    '{"Question":"x"}',
  ],
  ...[
    '{"question":"x","__proto__":{"polluted":1},"top":0}',
    '{"question":"x","constructor":{"prototype":{"polluted":1}}}',
  ],
  ...[
    '{"question":"x","prototype":1}',
    '{"question":"x","source":{"$ne":""}}',
    '{"question":"x","from":"\' OR 1=1 --"}',
  ],
  ...['{"question":"x","to":"9999-99-99"}', '{"question":"x","hasOwnProperty":1}', '{"question":"x","toString":"y"}'],
  '['.repeat(8000),
  `${'['.repeat(8000)}${']'.repeat(8000)}`,
  `{"question":${'{"a":'.repeat(2000)}1${'}'.repeat(2000)}}`,
  `{"question":"${'x'.repeat(2001)}"}`,
  `{"question":"${'x'.repeat(17_000)}"}`,
  Buffer.from([0xff, 0xfe, ...Buffer.from(QUESTION, 'utf16le')]),
  Buffer.concat([Buffer.from('{"question":"'), Buffer.from([0xc0, 0xaf, 0xed, 0xa0, 0x80]), Buffer.from('"}')]),
  Buffer.concat([Buffer.from('{"question":"'), Buffer.from([0xf8, 0x88, 0x80, 0x80, 0x80]), Buffer.from('"}')]),
  Buffer.alloc(1000),
];
const bodies = BODIES.flatMap((body, i) =>
  ['/api/ask', '/api/search'].map((path) =>
    row(`body ${i} ${String(body).slice(0, 40)} ${path}`, post(path, body), [400, 413]),
  ),
);

/** What the protocol of /mcp answers with an error of its own stands in a 200. */
const calls = [
  ...[
    '',
    'null',
    '[]',
    '{}',
    '{"jsonrpc":"1.0","id":1,"method":"tools/list"}',
    '{"jsonrpc":"2.0","method":"initialize"}',
  ],
  ...[
    '{"jsonrpc":"2.0","id":{},"method":"tools/list"}',
    '{"jsonrpc":"2.0","id":1,"method":"__proto__"}',
    '['.repeat(9000),
  ],
  '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"constructor","arguments":{}}}',
  '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"ask","arguments":{"__proto__":{"polluted":1}}}}',
  '{"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"uri":"file:///etc/passwd"}}',
  '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"read","arguments":{"article_id":"/etc/passwd"}}}',
  `[${Array.from({ length: 150 }, (_, id) => `{"jsonrpc":"2.0","id":${id},"method":"tools/call","params":{"name":"ask"}}`).join()}]`,
].map((body) => row(`mcp ${body.slice(0, 60)}`, post('/mcp', body), [200, 202, 400, 413]));

const raw = (name: string, text: string, safe: Hostile['safe'] = UNREAD) => row(`bytes ${name}`, latin(text), safe);
const start = `POST /api/ask HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${TOKEN}\r\n${JSON_TYPE}\r\n`;
const malformed = [
  raw('no request', `hello${END}`),
  raw('HTTP/0.9', 'GET /metrics\r\n\r\n'),
  raw('HTTP/9.9', `GET / HTTP/9.9\r\nHost: localhost${END}`, [400, 404, 505, 'closed']),
  raw('HTTP/2', `PRI * HTTP/2.0${END}SM${END}`),
  raw('TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'.padEnd(80, '\x00')),
  raw('a method in small letters', `get / HTTP/1.1\r\nHost: localhost${END}`),
  raw('no host', `GET /metrics HTTP/1.1\r\nConnection: close${END}`),
  raw('no host in HTTP/1.0', `GET /metrics HTTP/1.0${END}`, [400, 421]),
  raw(
    'two hosts',
    `GET /metrics HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close${END}`,
    [400, 421, 200],
  ),
  raw('a blank before the colon', `GET / HTTP/1.1\r\nHost : localhost${END}`),
  raw('a line without a colon', `GET / HTTP/1.1\r\nHost: localhost\r\nnonsense${END}`),
  raw('NUL in a value', `GET / HTTP/1.1\r\nHost: localhost\r\nX: a\0b${END}`),
  raw('NUL in the path', `GET /a\0b HTTP/1.1\r\nHost: localhost${END}`),
  raw('a bare CR in a value', `GET / HTTP/1.1\r\nHost: localhost\r\nX: a\rX-Injected: 1${END}`),
  raw('a name of no ASCII', `GET / HTTP/1.1\r\nHost: localhost\r\nX\xff: 1${END}`),
  raw('a folded value', `GET / HTTP/1.1\r\nHost: localhost\r\nX: a\r\n b\r\nConnection: close${END}`, [
    400,
    404,
    'closed',
  ]),
  raw('a negative length', `${start}Content-Length: -1${END}`),
  raw('a length that is no number', `${start}Content-Length: 1e3${END}`),
  raw('two lengths', `${start}Content-Length: 5\r\nContent-Length: 6${END}hello!`),
  raw('a length and chunks', `${start}Content-Length: 5\r\nTransfer-Encoding: chunked${END}0${END}`),
  raw('an encoding that is none', `${start}Transfer-Encoding: xchunked${END}0${END}`),
  raw('chunks that aren’t last', `${start}Transfer-Encoding: chunked, identity${END}0${END}`),
  raw('a chunk beyond all numbers', `${start}Transfer-Encoding: chunked${END}FFFFFFFFFFFFFFFFF\r\nx`),
  raw('a negative chunk', `${start}Transfer-Encoding: chunked${END}-1\r\nx`),
  raw('a chunk without an end', `${start}Transfer-Encoding: chunked${END}1\r\nxyz`),
  raw('a huge chunk extension', `${start}Transfer-Encoding: chunked${END}1;${'x'.repeat(20_000)}\r\n`, [
    400,
    413,
    'closed',
  ]),
  raw('a huge length', `${start}Content-Length: 99999999999${END}{}`, [400, 413]),
  raw('a huge header', `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(20_000)}${END}`, [431]),
  raw('a huge path', `GET /${'x'.repeat(20_000)} HTTP/1.1\r\nHost: localhost${END}`, [431]),
  raw('many headers', `GET / HTTP/1.1\r\nHost: localhost\r\n${'X: 1\r\n'.repeat(5000)}\r\n`, [404, 431]),
  raw(
    'many small headers',
    `GET / HTTP/1.1\r\nHost: localhost\r\n${'X: 1\r\n'.repeat(1900)}Connection: close${END}`,
    [404, 431],
  ),
  raw(
    'an upgrade',
    `GET /mcp HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade, close${END}`,
    REFUSED,
  ),
  raw('an expectation', `${start}Expect: 200-maybe\r\nContent-Length: 2${END}{}`, [400, 417]),
];

/** Heads and bodies that never end; the server's times end them. */
export const SLOW: Hostile[] = [
  raw('half a request line', 'GET /metr', [408, 'closed']),
  raw('half a head', 'GET /metrics HTTP/1.1\r\nHost: localhost\r\nX-A: ', [408, 'closed']),
  raw('nothing at all', '', [408, 'closed']),
  raw('line breaks alone', `\n\n${END}`, [408, 'closed']),
  raw('half a body', `${start}Content-Length: 100${END}{"question":`, [408, 'closed']),
  raw('half a chunk', `${start}Transfer-Encoding: chunked${END}ff\r\n{"quest`, [408, 'closed']),
  raw('half a body for nobody', `POST /nowhere HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100${END}{`, [
    404,
    408,
    'closed',
  ]),
];

export const HOSTILE: Hostile[] = [
  ...[traversals, paths, methods, hosts, origins, tokens, types, bodies, calls, malformed].flat(),
];
