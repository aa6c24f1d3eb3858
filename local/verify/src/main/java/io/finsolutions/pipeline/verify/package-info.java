/** Whether the rows in the database are those that the stand-in exchange says they should be. */
package io.finsolutions.pipeline.verify;
