-- fields: media.text media.length data.data
-- shows: fields
-- oracle: 4.0.17
-- A format that HTTP carries: by its media type.
local form = Proto("form", "Form of our own")
local f_text = ProtoField.string("media.text", "Text")
local f_length = ProtoField.uint32("media.length", "Length")
form.fields = { f_text, f_length }

function form.dissector(tvb, pinfo, tree)
    if tvb:len() > 5 and tvb(0, 6):string() == "refuse" then return 0 end
    pinfo.cols.protocol = "FORM"
    local t = tree:add(form, tvb())
    t:add(f_text, tvb())
    t:add(f_length, tvb:len()):set_generated()
    return tvb:len()
end

local types = DissectorTable.get("media_type")
types:add("Application/X-Form", form)
types:add("application/x-other", form)
types:add("text/plain", form)
