import { createHash } from 'node:crypto'
import { Problem } from '#base/problem.ts'
import type { Handlers } from '#server/http.ts'
import { checkUpload, extensionOf, type Media } from '#server/upload.ts'
import type { requests as contract } from '../contract/requests.ts'
import { attachmentById, attachmentsOf, insertAttachment } from '../store/attachments.ts'
import { heldOpen, noted } from './requests.ts'
import { known } from './sharing.ts'

/** Papers that one request may have. */
const most = 20

/** Proofs that people bring: checked before they are kept, and given back as files that nothing opens by itself. */
export const attachments: Pick<Handlers<typeof contract>, 'attach' | 'readAttachment'> = {
  async attach({ subjectId, requestId, attachmentId, proves, content }, at) {
    const { institutionId, ...request } = await heldOpen(at.db, subjectId, requestId)
    if ((await attachmentsOf(at.db, subjectId, requestId)).length >= most)
      throw new Problem(409, 'too-many-attachments', { most })
    const { media, bytes, scan } = await checkUpload(Buffer.from(content, 'base64'), at.scan)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const { accountId } = at.who
    await insertAttachment(at.db, {
      ...{ subjectId, requestId, attachmentId, institutionId, proves, media, bytes, scan, sha256, accountId },
      now: at.now,
    })
    return noted(at, { institutionId, ...request }, 'attached')
  },

  async readAttachment({ subjectId, attachmentId }, { db }) {
    await known(db, subjectId)
    const found = await attachmentById(db, subjectId, attachmentId)
    if (!found) throw new Problem(404, 'attachment-not-found')
    const extension = extensionOf[found.media as Media]
    return { name: `comprobante-${attachmentId}.${extension}`, bytes: new Uint8Array(found.bytes), subjects: [subjectId] }
  },
}
