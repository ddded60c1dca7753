// A bureau's server for tests, as the server contract describes it: tus uploads at /files/, receipts at /receipts/.
// It is the npm package @tus/server with a hook that calls `anmiao receipt`; options make it misbehave.
// The bureau itself is the folder DIR/bureau, looked at on the first request, since `anmiao demo` makes it just before.
//
//   node server.mjs --dir DIR --anmiao PROGRAM [options]
//
//   --port N            port on 127.0.0.1, 0 (any free one) unless given
//   --data FOLDER       where uploads and receipts are kept; a temporary folder unless given
//   --mode M            tus (default) | html (a page for everything) | redirect=URL (for everything) | hangup (no answer)
//   --cut-after N       cut the connection once N bytes have come in through it, in the middle of a chunk or not
//   --cuts K            how many connections are cut so, 1 unless given
//   --receipt R         made (default) | none | rejected=REASON | file=PATH (these bytes for every packet)
//   --receipt-after S   seconds between the end of an upload and its receipt, 0 unless given
//   --with-parent       end when standard input ends, so that no server outlives the test that started it
//
// Prints one line of JSON, {"url": …, "data": …}, when it listens. Every finished upload and receipt is a line on stderr.

import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { copyFile, mkdir, mkdtemp, readFile, rename } from 'node:fs/promises'
import http from 'node:http'
import net from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs, promisify } from 'node:util'

import { FileStore } from '@tus/file-store'
import { Server } from '@tus/server'

const { values: option } = parseArgs({
  options: {
    dir: { type: 'string' },
    anmiao: { type: 'string' },
    port: { type: 'string', default: '0' },
    data: { type: 'string' },
    mode: { type: 'string', default: 'tus' },
    'cut-after': { type: 'string' },
    cuts: { type: 'string', default: '1' },
    receipt: { type: 'string', default: 'made' },
    'receipt-after': { type: 'string', default: '0' },
    'with-parent': { type: 'boolean', default: false },
  },
})
if (!option.dir || !option.anmiao) {
  console.error('usage: node server.mjs --dir DIR --anmiao PROGRAM [options]; see the head of the file')
  process.exit(64)
}

const PACKET_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const run = promisify(execFile)
const bureau = path.join(option.dir, 'bureau')
const data = option.data ?? (await mkdtemp(path.join(tmpdir(), 'anmiao-bureau-')))
const uploads = path.join(data, 'uploads')
const receipts = path.join(data, 'receipts')
await mkdir(uploads, { recursive: true })
await mkdir(receipts, { recursive: true })

/** Splits `kind=rest` once. */
function split(text) {
  const at = text.indexOf('=')
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}
const [mode, modeArgument] = split(option.mode)
const [receiptKind, receiptArgument] = split(option.receipt)

let opened = false
/** Whether the bureau's folder is there; looked for until it is. */
function bureauIsThere() {
  opened ||= ['profile.jws', 'receipt.key', 'age.key'].every((name) => existsSync(path.join(bureau, name)))
  return opened
}

/** Refuses a request in the words of the protocol. */
function refuse(status, body) {
  return { status_code: status, body: `${body}\n` }
}

async function sha256(file) {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

const store = new FileStore({ directory: uploads })
const tus = new Server({
  path: '/files',
  datastore: store,
  relativeLocation: true,
  namingFunction: (_request, metadata) => {
    if (!PACKET_ID.test(metadata?.packetId ?? '')) throw refuse(400, 'Upload-Metadata has no packetId')
    return metadata.packetId
  },
  onUploadCreate: async (_request, upload) => {
    for (const key of ['sha256', 'schoolCode', 'seq', 'kind']) {
      if (!upload.metadata?.[key]) throw refuse(400, `Upload-Metadata has no ${key}`)
    }
    const known = await store.configstore.get(upload.id)
    if (known && known.metadata?.sha256 !== upload.metadata.sha256) {
      throw refuse(403, 'another file has this packetId')
    }
    return {}
  },
  onUploadFinish: async (_request, upload) => {
    if ((await sha256(path.join(uploads, upload.id))) !== upload.metadata.sha256) {
      throw refuse(460, 'the file is not the one that was announced')
    }
    console.error(`uploaded ${upload.id} ${upload.size}`)
    answer(upload.id)
    return {}
  },
})

const answering = new Set()
/** Has the receipt of a finished upload made, once. */
function answer(id) {
  if (receiptKind === 'none' || receiptKind === 'file' || answering.has(id)) return
  answering.add(id)
  makeReceipt(id).catch((error) => console.error(`no receipt for ${id}: ${error.stderr || error.message}`))
}

async function makeReceipt(id) {
  await sleep(Number(option['receipt-after']) * 1000)
  const sealed = path.join(data, `${id}.anmiao`)
  await copyFile(path.join(uploads, id), sealed)
  const part = path.join(receipts, `.${id}.part`)
  const rejected = receiptKind === 'rejected' ? ['--verdict', 'rejected', '--reason', receiptArgument] : []
  await run(option.anmiao, ['receipt', sealed, '--bureau', bureau, '--out', part, ...rejected])
  await rename(part, path.join(receipts, `${id}.jws`))
  console.error(`receipt ${id}`)
}

/** Catches up on a packet whose upload ended just before the server did. */
async function catchUp(id) {
  const upload = await store.getUpload(id).catch(() => undefined)
  if (upload && upload.offset === upload.size) answer(id)
}

/** Serves `/receipts/<packetId>.jws`. */
async function serveReceipt(name, response) {
  const id = name.replace(/\.jws$/, '')
  const file = receiptKind === 'file' ? receiptArgument : path.join(receipts, `${id}.jws`)
  if (!name.endsWith('.jws') || !PACKET_ID.test(id) || !existsSync(file)) {
    if (PACKET_ID.test(id)) await catchUp(id)
    response.writeHead(404).end()
    return
  }
  response.writeHead(200, { 'Content-Type': 'application/jose+json' }).end(await readFile(file))
}

const server = http.createServer(async (request, response) => {
  try {
    const { pathname } = new URL(request.url, 'http://127.0.0.1')
    if (mode === 'html') {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end('<!doctype html><title>登录网络</title>')
    } else if (mode === 'redirect') {
      response.writeHead(302, { Location: modeArgument }).end()
    } else if (!bureauIsThere()) {
      response.writeHead(503).end()
    } else if (pathname.startsWith('/receipts/')) {
      await serveReceipt(pathname.slice('/receipts/'.length), response)
    } else if (pathname === '/files' || pathname.startsWith('/files/')) {
      await tus.handle(request, response)
    } else {
      response.writeHead(404).end()
    }
  } catch (error) {
    console.error(`request failed: ${error.message}`)
    response.destroy()
  }
})

/** The public port: hands connections on to the server, and cuts or hangs up where an option says so. */
let cuts = option['cut-after'] === undefined ? 0 : Number(option.cuts)
const front = net.createServer((client) => {
  client.on('error', () => client.destroy())
  if (mode === 'hangup') {
    client.destroy()
    return
  }
  const inner = net.connect(server.address().port, '127.0.0.1')
  inner.on('error', () => client.destroy())
  client.on('close', () => inner.destroy())
  inner.on('close', () => client.destroy())
  let seen = 0
  client.on('data', (bytes) => {
    seen += bytes.length
    const over = seen - Number(option['cut-after'])
    if (cuts > 0 && over >= 0) {
      cuts -= 1
      inner.end(bytes.subarray(0, bytes.length - over))
      client.destroy()
      return
    }
    if (!inner.write(bytes)) {
      client.pause()
      inner.once('drain', () => client.resume())
    }
  })
  inner.pipe(client)
})

server.listen(0, '127.0.0.1', () => {
  front.listen(Number(option.port), '127.0.0.1', () => {
    console.log(JSON.stringify({ url: `http://127.0.0.1:${front.address().port}`, data }))
  })
})
if (option['with-parent']) {
  process.stdin.resume().on('end', () => process.exit(0))
}
