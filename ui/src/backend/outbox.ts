/** Packets on their way. */
import type { DeliveryView, OutboxRow, PacketRequest } from "../generated/index";
import { call } from "./call";

export const outboxList = () => call<OutboxRow[]>("outbox_list");

/** Copies the sealed packet into a folder the person chooses; null when they cancel. */
export const packetSave = (packetId: string) => call<DeliveryView | null>("packet_save", { packetId } satisfies PacketRequest);

/** Uploads and asks for the receipt; may take up to a minute. */
export const packetSend = (packetId: string) => call<DeliveryView>("packet_send", { packetId } satisfies PacketRequest);

/** Takes a receipt file the person chooses; null when they cancel. */
export const receiptImport = () => call<DeliveryView | null>("receipt_import");
