import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { type Login, readBatch, readCall, readLogin } from './login.js'
import { type Message, MessageReader, PacketCutter, packetType } from './packets.js'
import { answerPrelogin, ENCRYPT_ON, secureServerSide } from './prelogin.js'
import type { Faults, SqlAnswer, SqlServerOptions, Statement } from './server.js'
import { columnMetadata, DONE, done, doneProcedure, error, loginAnswer, writeBitmapRow, writeRow } from './tokens.js'
import { newRowWriter, type SqlValue } from './types.js'

export interface SessionOptions extends Omit<SqlServerOptions, 'faults'> {
  readonly statements: Statement[]
  readonly logins: Login[]
  readonly counts: { attentions: number; rows: number }
  readonly faults: () => Faults
}

const FLUSH_BYTES = 32_768

/** One connection of one client. */
export class Session {
  readonly #reader = new MessageReader()
  readonly #writer = newRowWriter()
  #stream: Duplex
  #packetSize = 4096
  #attention = false
  #isAnswering = false

  constructor(
    private readonly socket: Socket,
    private readonly options: SessionOptions,
  ) {
    this.#stream = socket
  }

  start(): void {
    this.socket.on('data', (chunk) => this.#receive(chunk))
  }

  #receive(chunk: Buffer): void {
    if (this.options.faults().mute) return
    let messages: Message[]
    try {
      messages = this.#reader.push(chunk)
    } catch {
      this.socket.destroy()
      return
    }
    for (const message of messages) void this.#handle(message).catch(() => this.socket.destroy())
  }

  async #handle({ type, data }: Message): Promise<void> {
    if (type === packetType.prelogin) await this.#prelogin(data)
    else if (type === packetType.login) await this.#login(readLogin(data))
    else if (type === packetType.attention) await this.#interrupt()
    else if (type === packetType.batch) {
      const text = readBatch(data)
      this.options.statements.push({ text, parameters: new Map(), kind: 'batch' })
      // What the driver says of itself; there is nothing to answer.
      if (/^\s*set\s/i.test(text)) await this.#send(done(DONE.final))
      else await this.#answer(text, new Map(), false)
    } else if (type === packetType.rpc) {
      const { statement, parameters } = readCall(data)
      this.options.statements.push({ text: statement, parameters, kind: 'call' })
      await this.#answer(statement, parameters, true)
    } else this.socket.destroy()
  }

  #prelogin(data: Buffer): Promise<void> {
    const { answer, encryption } = answerPrelogin(data, this.options.certificate !== undefined)
    const sent = this.#send(answer)
    const { certificate } = this.options
    if (encryption !== ENCRYPT_ON || certificate === undefined) return sent
    // At once: the handshake begins with the next byte.
    this.socket.removeAllListeners('data')
    this.#stream = secureServerSide(this.socket, certificate, (chunk) => this.#receive(chunk))
    this.#stream.on('error', () => this.socket.destroy())
    return sent
  }

  async #login(login: Login): Promise<void> {
    this.options.logins.push(login)
    const refusal = this.options.onLogin?.(login)
    if (refusal !== undefined) {
      await this.#send(Buffer.concat([error(refusal), done(DONE.error)]))
      return
    }
    this.#packetSize = Math.min(Math.max(login.packetSize, 512), 32_767)
    const answer = loginAnswer(login.database, this.#packetSize)
    // FEATUREEXTACK: the token was taken.
    const token = Buffer.from([0xae, 2, 0, 0, 0, 0, 0xff])
    const last = answer.length - 13
    await this.#send(
      login.entraToken === '' ? answer : Buffer.concat([answer.subarray(0, last), token, answer.subarray(last)]),
    )
  }

  async #interrupt(): Promise<void> {
    this.options.counts.attentions += 1
    this.#attention = true
    // An answer under way ends itself first; the acknowledgement is a message of its own.
    if (!this.#isAnswering) await this.#acknowledge()
  }

  async #acknowledge(): Promise<void> {
    this.#attention = false
    await this.#send(done(DONE.attention))
  }

  async #answer(text: string, parameters: ReadonlyMap<string, SqlValue>, isCall: boolean): Promise<void> {
    this.#isAnswering = true
    try {
      const answer = this.options.answer(text, parameters)
      if ('number' in answer) await this.#send(Buffer.concat([error(answer), done(DONE.error)]))
      else await this.#rows(text, answer, isCall)
    } finally {
      this.#isAnswering = false
    }
    if (this.#attention) await this.#acknowledge()
  }

  async #rows(text: string, { columns, rows, error: failure }: SqlAnswer, isCall: boolean): Promise<void> {
    const faults = this.options.faults()
    const touched = faults.only === undefined || faults.only.test(text)
    const cutter = new PacketCutter(packetType.response, this.#packetSize)
    const writer = this.#writer
    const write = touched && faults.bitmapRows === true ? writeBitmapRow : writeRow
    writer.bytes(columnMetadata(columns))
    let count = 0
    const source = Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]()
    for (;;) {
      const next = source.next()
      // Awaiting every row would cost more than the rows.
      const step = next instanceof Promise ? await next : next
      if (step.done === true || this.#attention) break
      if (touched && count === faults.dropAfterRows) {
        await this.#write(cutter.cut(writer.take(), false))
        this.socket.resetAndDestroy()
        return
      }
      if (touched && count === faults.stallAfterRows) {
        await this.#write(cutter.cut(writer.take(), false))
        while (!this.#attention && !this.socket.destroyed) await new Promise((resolve) => setTimeout(resolve, 10))
        break
      }
      write(writer, columns, step.value)
      count += 1
      this.options.counts.rows += 1
      if (writer.length >= FLUSH_BYTES) await this.#write(cutter.cut(writer.take(), false))
      if (this.socket.destroyed) return
    }
    if (failure !== undefined) writer.bytes(error(failure)).bytes(done(DONE.error))
    else if (this.#attention) writer.bytes(done(DONE.error))
    else writer.bytes(isCall ? doneProcedure(count) : done(DONE.count, count))
    await this.#write(cutter.cut(writer.take(), true))
  }

  #send(data: Buffer): Promise<void> {
    return this.#write(new PacketCutter(packetType.response, this.#packetSize).cut(data, true))
  }

  /** Waits while the client does not read. */
  async #write(bytes: Buffer): Promise<void> {
    if (this.socket.destroyed || bytes.length === 0) return
    if (this.options.faults().dribble === true) {
      for (let at = 0; at < bytes.length; at += 3) this.#stream.write(bytes.subarray(at, at + 3))
      return
    }
    if (this.#stream.write(bytes)) {
      // Lets attentions in between full buffers.
      await new Promise((resolve) => setImmediate(resolve))
      return
    }
    await new Promise<void>((resolve) => {
      const go = () => {
        this.#stream.off('drain', go)
        this.socket.off('close', go)
        resolve()
      }
      this.#stream.once('drain', go)
      this.socket.once('close', go)
    })
  }
}
