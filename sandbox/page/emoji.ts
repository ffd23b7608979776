/** Names of emoji that messages of a team are likely to hold; any other stays as it is written, `:like-this:`. */
const table = `+1 👍 thumbsup 👍 -1 👎 thumbsdown 👎 ok_hand 👌 wave 👋 clap 👏 raised_hands 🙌 pray 🙏 muscle 💪 point_right 👉
point_left 👈 point_up ☝️ point_down 👇 eyes 👀 brain 🧠 heart ❤️ sparkling_heart 💖 blue_heart 💙 green_heart 💚 broken_heart 💔 star ⭐
star2 🌟 sparkles ✨ fire 🔥 tada 🎉 confetti_ball 🎊 rocket 🚀 bulb 💡 books 📚 book 📖 open_book 📖 bookmark 🔖 memo 📝 pencil ✏️
pencil2 ✏️ clipboard 📋 calendar 📅 date 📅 spiral_calendar_pad 🗓️ clock 🕰️ alarm_clock ⏰ hourglass ⌛ hourglass_flowing_sand ⏳ stopwatch ⏱️
white_check_mark ✅ heavy_check_mark ✔️ ballot_box_with_check ☑️ x ❌ warning ⚠️ no_entry ⛔ question ❓ exclamation ❗ information_source ℹ️
lock 🔒 unlock 🔓 key 🔑 bell 🔔 no_bell 🔕 mega 📣 loudspeaker 📢 speech_balloon 💬 thought_balloon 💭 thread 🧵 link 🔗 pushpin 📌
mag 🔍 hammer 🔨 wrench 🔧 gear ⚙️ package 📦 inbox_tray 📥 outbox_tray 📤 chart_with_upwards_trend 📈 bar_chart 📊 dart 🎯 trophy 🏆
medal 🏅 seedling 🌱 herb 🌿 deciduous_tree 🌳 sunny ☀️ cloud ☁️ umbrella ☔ rainbow 🌈 snowflake ❄️ zap ⚡ anchor ⚓ boat ⛵ sailboat ⛵
island 🏝️ desert_island 🏝️ palm_tree 🌴 beach_with_umbrella 🏖️ airplane ✈️ house 🏠 house_with_garden 🏡 coffee ☕ tea 🍵 cake 🍰 pizza 🍕
smile 😄 smiley 😃 grin 😁 joy 😂 slightly_smiling_face 🙂 wink 😉 blush 😊 thinking_face 🤔 sob 😭 cry 😢 disappointed 😞 rage 😡 angry 😠
confused 😕 neutral_face 😐 sunglasses 😎 partying_face 🥳 face_with_thermometer 🤒 sleeping 😴 zzz 💤 hugging_face 🤗 shrug 🤷 facepalm 🤦
large_green_circle 🟢 large_yellow_circle 🟡 red_circle 🔴 large_blue_circle 🔵 white_circle ⚪ black_circle ⚫ one 1️⃣ two 2️⃣ three 3️⃣
four 4️⃣ five 5️⃣ arrow_right ➡️ arrow_left ⬅️ arrow_up ⬆️ arrow_down ⬇️ repeat 🔁 recycle ♻️ 100 💯 ballot_box 🗳️ busts_in_silhouette 👥`;

const words = table.split(/\s+/);
const emoji = new Map<string, string>();
for (let at = 0; at + 1 < words.length; at += 2) emoji.set(words[at] ?? '', words[at + 1] ?? '');

/** The character of an emoji's name (without colons), or `null` when the table does not hold it. */
export function emojiOf(name: string): string | null {
  return emoji.get(name) ?? null;
}

/** `text` with the known `:names:` replaced, as Slack does in plain text that says `emoji: true`. */
export function withEmoji(text: string): string {
  return text.replaceAll(/:([a-z0-9_+-]+):/g, (written, name: string) => emojiOf(name) ?? written);
}
