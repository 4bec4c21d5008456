---@meta
-- SPDX-License-Identifier: BSD-3-Clause
-- The interface of scripts for editors that read LuaCATS annotations (for one,
-- the Lua language server: add this folder to workspace.library).  Names are
-- those of Wireshark 4.4.5; the types of what is read most are given.

---@class Address
Address = {}

---@return Address
function Address.ether(...) end

---@return Address
function Address.ip(...) end

---@return Address
function Address.ipv4(...) end

---@return Address
function Address.ipv6(...) end

---@class ByteArray
ByteArray = {}

function ByteArray:append(...) end

function ByteArray:base64_decode(...) end

function ByteArray:get_index(...) end

function ByteArray:int(...) end

function ByteArray:int64(...) end

function ByteArray:le_int(...) end

function ByteArray:le_int64(...) end

function ByteArray:le_uint(...) end

function ByteArray:le_uint64(...) end

function ByteArray:len(...) end

---@return ByteArray
function ByteArray.new(...) end

function ByteArray:prepend(...) end

function ByteArray:raw(...) end

function ByteArray:set_index(...) end

function ByteArray:set_size(...) end

function ByteArray:subset(...) end

function ByteArray:tohex(...) end

function ByteArray:tvb(...) end

function ByteArray:uint(...) end

function ByteArray:uint64(...) end

---@class Column
Column = {}

function Column:append(...) end

function Column:clear(...) end

function Column:clear_fence(...) end

function Column:fence(...) end

function Column:prepend(...) end

function Column:preppend(...) end

function Column:set(...) end

---@class Conversation
---What a script keeps of it by a protocol: conversation[proto] = value
---@field [Proto|string] any
Conversation = {}

---@param frame integer
---@param type integer one of convtypes
---@param address1 Address
---@param address2? Address
---@param port1? integer
---@param port2? integer
---@param create? boolean true without it
---@return Conversation?
function Conversation.find(frame, type, address1, address2, port1, port2, create) end

---@param frame integer
---@param type integer
---@param id integer
---@param create? boolean
---@return Conversation?
function Conversation.find_by_id(frame, type, id, create) end

---@param pinfo Pinfo
---@param create? boolean
---@return Conversation?
function Conversation.find_from_pinfo(pinfo, create) end

---@type table<string, integer>
convtypes = {}

---@class Dir
Dir = {}

function Dir:close(...) end

function Dir.exists(...) end

function Dir.global_config_path(...) end

function Dir.global_plugins_path(...) end

function Dir.make(...) end

function Dir.open(...) end

function Dir.personal_config_path(...) end

function Dir.personal_plugins_path(...) end

function Dir.remove(...) end

function Dir.remove_all(...) end

---@class Dissector
Dissector = {}

function Dissector:call(...) end

---@return Dissector
function Dissector.get(...) end

function Dissector.list(...) end

---@class DissectorTable
DissectorTable = {}

function DissectorTable:add(...) end

function DissectorTable:add_for_decode_as(...) end

---@return DissectorTable
function DissectorTable.get(...) end

---@return Dissector
function DissectorTable:get_dissector(...) end

---@return DissectorTable
function DissectorTable.heuristic_list(...) end

---@return DissectorTable
function DissectorTable.heuristic_new(...) end

function DissectorTable.list(...) end

---@return DissectorTable
function DissectorTable.new(...) end

function DissectorTable:remove(...) end

function DissectorTable:remove_all(...) end

function DissectorTable:set(...) end

function DissectorTable:try(...) end

---@return DissectorTable
function DissectorTable.try_heuristics(...) end

---@class Field
---@field display any
---@field name any
---@field type any
Field = {}

function Field.list(...) end

---@return Field
function Field.new(...) end

---@class Int64
---@overload fun(...): Int64
Int64 = {}

function Int64:arshift(...) end

function Int64:band(...) end

function Int64:bnot(...) end

function Int64:bor(...) end

function Int64:bswap(...) end

function Int64:bxor(...) end

---@return Int64
function Int64.decode(...) end

function Int64:encode(...) end

---@return Int64
function Int64.fromhex(...) end

function Int64:higher(...) end

function Int64:lower(...) end

function Int64:lshift(...) end

---@return Int64
function Int64.max(...) end

---@return Int64
function Int64.min(...) end

---@return Int64
function Int64.new(...) end

function Int64:rol(...) end

function Int64:ror(...) end

function Int64:rshift(...) end

function Int64:tohex(...) end

function Int64:tonumber(...) end

---@class Listener
---@field draw any
---@field packet any
---@field reset any
Listener = {}

function Listener.list(...) end

---@return Listener
function Listener.new(...) end

function Listener:remove(...) end

---@class NSTime
---@field nsecs integer
---@field secs integer
---@overload fun(...): NSTime
NSTime = {}

---@return NSTime
function NSTime.new(...) end

function NSTime:tonumber(...) end

---@class Pref
Pref = {}

---@return Pref
function Pref.bool(...) end

---@return Pref
function Pref.enum(...) end

---@return Pref
function Pref.range(...) end

---@return Pref
function Pref.statictext(...) end

---@return Pref
function Pref.string(...) end

---@return Pref
function Pref.uint(...) end

---@class Proto
---@field description any
---@field dissector fun(tvb: Tvb, pinfo: Pinfo, tree: TreeItem): integer?
---@field experts table
---@field fields table
---@field init any
---@field name string
---@field prefs table
---@field prefs_changed any
---@overload fun(name: string, description: string): Proto
Proto = {}

---@return Proto
function Proto.new(...) end

function Proto:register_heuristic(...) end

---@class ProtoExpert
ProtoExpert = {}

---@return ProtoExpert
function ProtoExpert.new(...) end

---@class ProtoField
---@field abbr any
---@field base any
---@field description any
---@field mask any
---@field name any
---@field type any
---@field valuestring any
ProtoField = {}

---@return ProtoField
function ProtoField.absolute_time(...) end

---@return ProtoField
function ProtoField.bool(...) end

---@return ProtoField
function ProtoField.bytes(...) end

---@return ProtoField
function ProtoField.char(...) end

---@return ProtoField
function ProtoField.double(...) end

---@return ProtoField
function ProtoField.ether(...) end

---@return ProtoField
function ProtoField.eui64(...) end

---@return ProtoField
function ProtoField.float(...) end

---@return ProtoField
function ProtoField.framenum(...) end

---@return ProtoField
function ProtoField.guid(...) end

---@return ProtoField
function ProtoField.int16(...) end

---@return ProtoField
function ProtoField.int24(...) end

---@return ProtoField
function ProtoField.int32(...) end

---@return ProtoField
function ProtoField.int64(...) end

---@return ProtoField
function ProtoField.int8(...) end

---@return ProtoField
function ProtoField.ipv4(...) end

---@return ProtoField
function ProtoField.ipv6(...) end

---@return ProtoField
function ProtoField.ipx(...) end

---@return ProtoField
function ProtoField.new(...) end

---@return ProtoField
function ProtoField.none(...) end

---@return ProtoField
function ProtoField.oid(...) end

---@return ProtoField
function ProtoField.protocol(...) end

---@return ProtoField
function ProtoField.rel_oid(...) end

---@return ProtoField
function ProtoField.relative_time(...) end

---@return ProtoField
function ProtoField.string(...) end

---@return ProtoField
function ProtoField.stringz(...) end

---@return ProtoField
function ProtoField.systemid(...) end

---@return ProtoField
function ProtoField.ubytes(...) end

---@return ProtoField
function ProtoField.uint16(...) end

---@return ProtoField
function ProtoField.uint24(...) end

---@return ProtoField
function ProtoField.uint32(...) end

---@return ProtoField
function ProtoField.uint64(...) end

---@return ProtoField
function ProtoField.uint8(...) end

---@class Struct
Struct = {}

function Struct.fromhex(...) end

function Struct.pack(...) end

function Struct.size(...) end

function Struct.tohex(...) end

function Struct.unpack(...) end

function Struct.values(...) end

---@class TextWindow
TextWindow = {}

function TextWindow:add_button(...) end

function TextWindow:append(...) end

function TextWindow:clear(...) end

function TextWindow:close(...) end

function TextWindow:get_text(...) end

---@return TextWindow
function TextWindow.new(...) end

function TextWindow:prepend(...) end

function TextWindow:set(...) end

function TextWindow:set_atclose(...) end

function TextWindow:set_editable(...) end

---@class TreeItem
---@field generated any
---@field hidden any
---@field len any
---@field text any
---@field visible any
TreeItem = {}

---@return TreeItem
function TreeItem:add(...) end

function TreeItem:add_expert_info(...) end

---@return TreeItem
function TreeItem:add_le(...) end

function TreeItem:add_packet_field(...) end

function TreeItem:add_proto_expert_info(...) end

function TreeItem:add_tvb_expert_info(...) end

function TreeItem:append_text(...) end

function TreeItem:prepend_text(...) end

function TreeItem:referenced(...) end

function TreeItem:set_generated(...) end

function TreeItem:set_hidden(...) end

function TreeItem:set_len(...) end

function TreeItem:set_text(...) end

---@class Tvb
---@overload fun(offset?: integer, length?: integer): TvbRange
Tvb = {}

---@return ByteArray
function Tvb:bytes(...) end

---@return integer
function Tvb:captured_len(...) end

---@return integer
function Tvb:len(...) end

---@return integer
function Tvb:offset(...) end

---@return TvbRange
function Tvb:range(...) end

---@return string
function Tvb:raw(...) end

---@return integer
function Tvb:reported_len(...) end

---@return integer
function Tvb:reported_length_remaining(...) end

---@class TvbRange
---@overload fun(offset?: integer, length?: integer): TvbRange
TvbRange = {}

---@return integer
function TvbRange:bitfield(...) end

---@return ByteArray
function TvbRange:bytes(...) end

function TvbRange:decode_base64(...) end

function TvbRange:decode_base64url(...) end

---@return Address
function TvbRange:ether(...) end

---@return number
function TvbRange:float(...) end

---@return integer
function TvbRange:int(...) end

---@return Int64
function TvbRange:int64(...) end

---@return Address
function TvbRange:ipv4(...) end

---@return Address
function TvbRange:ipv6(...) end

---@return number
function TvbRange:le_float(...) end

---@return integer
function TvbRange:le_int(...) end

---@return Int64
function TvbRange:le_int64(...) end

---@return Address
function TvbRange:le_ipv4(...) end

---@return NSTime
function TvbRange:le_nstime(...) end

---@return integer
function TvbRange:le_uint(...) end

---@return UInt64
function TvbRange:le_uint64(...) end

---@return string
function TvbRange:le_ustring(...) end

function TvbRange:le_ustringz(...) end

---@return integer
function TvbRange:len(...) end

---@return NSTime
function TvbRange:nstime(...) end

---@return integer
function TvbRange:offset(...) end

---@return TvbRange
function TvbRange:range(...) end

---@return string
function TvbRange:raw(...) end

---@return string
function TvbRange:string(...) end

---@return string
function TvbRange:stringz(...) end

---@return integer
function TvbRange:strsize(...) end

---@return Tvb
function TvbRange:tvb(...) end

---@return integer
function TvbRange:uint(...) end

---@return UInt64
function TvbRange:uint64(...) end

function TvbRange:uncompress(...) end

function TvbRange:uncompress_brotli(...) end

function TvbRange:uncompress_hpack_huff(...) end

function TvbRange:uncompress_lz77(...) end

function TvbRange:uncompress_lz77huff(...) end

function TvbRange:uncompress_lznt1(...) end

function TvbRange:uncompress_snappy(...) end

function TvbRange:uncompress_zlib(...) end

function TvbRange:uncompress_zstd(...) end

---@return string
function TvbRange:ustring(...) end

---@return string
function TvbRange:ustringz(...) end

---@class UInt64
---@overload fun(...): UInt64
UInt64 = {}

function UInt64:arshift(...) end

function UInt64:band(...) end

function UInt64:bnot(...) end

function UInt64:bor(...) end

function UInt64:bswap(...) end

function UInt64:bxor(...) end

---@return UInt64
function UInt64.decode(...) end

function UInt64:encode(...) end

---@return UInt64
function UInt64.fromhex(...) end

function UInt64:higher(...) end

function UInt64:lower(...) end

function UInt64:lshift(...) end

---@return UInt64
function UInt64.max(...) end

---@return UInt64
function UInt64.min(...) end

---@return UInt64
function UInt64.new(...) end

function UInt64:rol(...) end

function UInt64:ror(...) end

function UInt64:rshift(...) end

function UInt64:tohex(...) end

function UInt64:tonumber(...) end

---@class Pinfo
---@field abs_ts any
---@field can_desegment any
---@field caplen any
---@field cols Columns
---@field columns Columns
---@field conversation any
---@field curr_proto any
---@field delta_dis_ts any
---@field delta_ts any
---@field desegment_len integer
---@field desegment_offset integer
---@field dl_dst any
---@field dl_src any
---@field dst Address
---@field dst_port integer
---@field fragmented any
---@field hi any
---@field in_error_pkt any
---@field len any
---@field lo any
---@field match any
---@field match_string any
---@field match_uint any
---@field net_dst Address
---@field net_src Address
---@field number integer
---@field p2p_dir any
---@field port_type any
---@field private any
---@field rel_ts any
---@field saved_can_desegment any
---@field src Address
---@field src_port integer
---@field visited boolean
local Pinfo = {}

---@class FieldInfo
---@field big_endian any
---@field display string
---@field generated any
---@field hidden any
---@field is_url any
---@field label any
---@field len any
---@field little_endian any
---@field name string
---@field offset any
---@field range TvbRange
---@field source any
---@field tvb any
---@field type any
---@field value any
local FieldInfo = {}

---@class Columns
---@field [string] any
local Columns = {}

function register_postdissector(...) end

function dissect_tcp_pdus(...) end

function all_field_infos(...) end

function format_date(...) end

function format_time(...) end

function get_version(...) end

function set_plugin_info(...) end

function gui_enabled(...) end

function report_failure(...) end

function persconffile_path(...) end

function datafile_path(...) end

function file_exists(...) end

function typeof(...) end

---@type table<string, any>
base = {}

---@type table<string, any>
ftypes = {}

---@type table<string, any>
frametype = {}

---@type table<string, any>
wtap = {}

---@type table<string, any>
wtap_encaps = {}

---@type table<string, any>
expert = {}

bit = {}

---@return integer
function bit.arshift(...) end

---@return integer
function bit.band(...) end

---@return integer
function bit.bnot(...) end

---@return integer
function bit.bor(...) end

---@return integer
function bit.bswap(...) end

---@return integer
function bit.bxor(...) end

---@return integer
function bit.lshift(...) end

---@return integer
function bit.rol(...) end

---@return integer
function bit.ror(...) end

---@return integer
function bit.rshift(...) end

---@return integer
function bit.tobit(...) end

---@return string
function bit.tohex(...) end


-- Files that scripts read and write.

---@class File
---@field compressed boolean
File = {}

---@param ... integer|string "n", "l", "L", "a", or how many octets
---@return string|number|nil ...
function File:read(...) end

---@return fun(): string?
function File:lines() end

---@param whence? "set"|"cur"|"end"
---@param offset? integer
---@return integer
function File:seek(whence, offset) end

---@param ... string|number
---@return boolean?
function File:write(...) end

---@class CaptureInfo
---@field encap integer one of wtap_encaps
---@field time_precision integer one of wtap_tsprecs
---@field snapshot_length integer
---@field comment string?
---@field hardware string?
---@field os string?
---@field user_app string?
---@field hosts table
---@field private_table table?
CaptureInfo = {}

---@class FrameInfo
---@field time NSTime
---@field data string
---@field rec_type integer
---@field flags integer sum of wtap_presence_flags
---@field captured_length integer
---@field original_length integer
---@field encap integer
---@field comment string|string[]
FrameInfo = {}

---@param file File
---@param length integer
---@return boolean whole
function FrameInfo:read_data(file, length) end

---@class CaptureInfoConst
---@field encap integer
---@field snapshot_length integer
---@field private_table table
CaptureInfoConst = {}

---@class FrameInfoConst
---@field time NSTime
---@field data string
---@field captured_length integer
---@field original_length integer
---@field encap integer
---@field flags integer
FrameInfoConst = {}

---@param file File
---@param length? integer
---@return boolean
function FrameInfoConst:write_data(file, length) end

---@class FileHandler
---@field extensions string "abc;abd"
---@field supported_comment_types integer sum of wtap_comments
---@field writing_must_seek boolean
---@field writes_name_resolution boolean
---@field type integer
---@field read_open fun(file: File, capture: CaptureInfo): boolean
---@field read fun(file: File, capture: CaptureInfo, frame: FrameInfo): integer|boolean|nil
---@field seek_read fun(file: File, capture: CaptureInfo, frame: FrameInfo, offset: integer): boolean
---@field read_close fun(file: File, capture: CaptureInfo)
---@field seq_read_close fun(file: File, capture: CaptureInfo)
---@field can_write_encap fun(encap: integer): boolean
---@field write_open fun(file: File, capture: CaptureInfoConst): boolean
---@field write fun(file: File, capture: CaptureInfoConst, frame: FrameInfoConst): boolean
---@field write_close fun(file: File, capture: CaptureInfoConst): boolean
FileHandler = {}

---@param description string
---@param name string
---@param internal_description string
---@param type string "r", "w" or "rw", with "m" if the first octets tell, or "s"
---@return FileHandler
function FileHandler.new(description, name, internal_description, type) end

---@param handler FileHandler
function register_filehandler(handler) end

---@param handler FileHandler
function deregister_filehandler(handler) end

---@class PseudoHeader
PseudoHeader = {}

---@return PseudoHeader
function PseudoHeader.none() end

---@param fcs_length? integer
---@return PseudoHeader
function PseudoHeader.eth(fcs_length) end

---@class Dumper
Dumper = {}

---@param filename string
---@param filetype? integer one of wtap_filetypes
---@param encap? integer one of wtap_encaps
---@return Dumper
function Dumper.new(filename, filetype, encap) end

---@param filename string
---@param filetype? integer
---@return Dumper
function Dumper.new_for_current(filename, filetype) end

---@param timestamp number
---@param pseudoheader PseudoHeader
---@param octets ByteArray
function Dumper:dump(timestamp, pseudoheader, octets) end

function Dumper:dump_current() end

function Dumper:flush() end

function Dumper:close() end

-- Ciphers and digests, also by require("luagcrypt").  Octets are strings or
-- ByteArrays; what comes back is of the same kind.

---@class GcryptCipher
GcryptCipher = {}

---@param algorithm integer gcrypt.CIPHER_X
---@param mode integer gcrypt.CIPHER_MODE_X
---@return GcryptCipher
function GcryptCipher.open(algorithm, mode) end

---@param octets string|ByteArray
function GcryptCipher:setkey(octets) end

---@param octets string|ByteArray
function GcryptCipher:setiv(octets) end

---@param octets string|ByteArray
function GcryptCipher:setctr(octets) end

---@param octets string|ByteArray
---@return string|ByteArray
function GcryptCipher:encrypt(octets) end

---@param octets string|ByteArray
---@return string|ByteArray
function GcryptCipher:decrypt(octets) end

---@param octets string|ByteArray
---@param deciphers? boolean
function GcryptCipher:authenticate(octets, deciphers) end

---@return string
function GcryptCipher:gettag() end

---@param tag string|ByteArray
function GcryptCipher:checktag(tag) end

function GcryptCipher:reset() end

---@class GcryptHash
GcryptHash = {}

---@param key string|ByteArray
function GcryptHash:setkey(key) end

---@param octets string|ByteArray
function GcryptHash:write(octets) end

---@return string
function GcryptHash:read() end

function GcryptHash:reset() end

---@class gcrypt
---@field [string] integer CIPHER_X, CIPHER_MODE_X, MD_X, MD_FLAG_HMAC
gcrypt = {}

---@return GcryptCipher
function gcrypt.Cipher(algorithm, mode) end

---@return GcryptHash
function gcrypt.Hash(algorithm, flags) end
