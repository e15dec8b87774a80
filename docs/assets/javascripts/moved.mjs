// Goes on from an old address to the new one, with the part of the page that was asked for. The link stays if it cannot.

const { target } = document.getElementById("moved-to").dataset;
const address = new URL(target, location.href);
if (location.hash && !address.hash) address.hash = location.hash;
location.replace(address);
